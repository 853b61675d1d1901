/** How long a person waits for a window that they can use. */
import type { BrowserContext, Page } from 'playwright-core';

declare global {
  /** In an approval window: when there first was something to type into or to press; 0 until then. */
  var operableAt: number;
}

/** Makes every approval window that opens from now on note when it became operable. */
export async function watchWindows(context: BrowserContext): Promise<void> {
  await context.addInitScript(noteOperable);
}

/** When the window first had a usable control. To be asked before the user decides: then it closes itself. */
export function operableSince(window: Page): Promise<number> {
  return window.evaluate(async () => {
    while (operableAt === 0) await new Promise((tick) => setTimeout(tick, 10));
    return operableAt;
  });
}

/** When the page's first script called. It notes that with the outcome. */
export function calledAt(page: Page): Promise<number> {
  return page.evaluate(() => {
    const outcome = document.querySelector<HTMLElement>('#outcome');
    return performance.timeOrigin + Number(outcome?.dataset.calledAt);
  });
}

export function summary(milliseconds: number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return `${sorted.length} runs, median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
}

/** Runs in every page, before its own scripts. */
function noteOperable(): void {
  if (!location.pathname.endsWith('/approval.html')) return;
  globalThis.operableAt = 0;
  const look = () => {
    const approve = document.querySelector('button.approve');
    const control = approve ? approve.ariaDisabled === 'false' : document.querySelector('form input');
    if (control && operableAt === 0) globalThis.operableAt = performance.timeOrigin + performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  // Chromium may have drawn the page before this runs.
  look();
}
