/** The approval window: by hand where an approval must be given, by its own clock where it is measured. */
import type { DevTools, DevToolsEvent, TargetInfo } from './devtools';
import { evaluate, type PageSession } from './evaluate';
import { pause } from './pause';

const PASSPHRASE = 'correct horse battery staple';

/** The window whose address ends so, as soon as it exists. Call it before what opens the window. */
export async function nextWindow(devtools: DevTools, page: string): Promise<TargetInfo> {
  const isIt = ({ method, params }: DevToolsEvent) =>
    /^Target\.target(Created|InfoChanged)$/.test(method) && infoOf(params).url.includes(page);
  return infoOf((await devtools.next(isIt, `Opening ${page}`)).params);
}

/** A window that has come so far that its page can be spoken to. */
export async function loadedWindow(devtools: DevTools, targetId: string): Promise<PageSession> {
  const window = { devtools, sessionId: await devtools.attach(targetId) };
  // A window has its address before it has its page.
  while (!(await evaluate(window, hasLoaded, []))) await pause(10);
  return window;
}

/** Chooses the passphrase, ticks *Don't ask again*, approves. */
export async function createVaultAndRemember(
  devtools: DevTools,
  { targetId }: TargetInfo,
  passphrase = PASSPHRASE,
): Promise<void> {
  const window = await loadedWindow(devtools, targetId);
  await evaluate(window, createVault, [passphrase]);
  const at = await evaluate(window, rememberAndArm, []);
  await press(window, at);
}

export type Shown = { contentShown: number | null; armed: number };

/** When the question was painted, and when Approve began to count; both on the browsers' common clock. */
export async function shownIn(devtools: DevTools, { targetId }: TargetInfo): Promise<Shown> {
  const window = { devtools, sessionId: await devtools.attach(targetId) };
  const armed = await evaluate(window, armedAt, []);
  return { contentShown: await evaluate(window, lastPaint, []), armed };
}

/** When a page that never changes was painted. */
export async function paintedIn(devtools: DevTools, { targetId }: TargetInfo): Promise<number | null> {
  const window = { devtools, sessionId: await devtools.attach(targetId) };
  return evaluate(window, lastPaint, []);
}

export async function closeWindow(devtools: DevTools, { targetId }: TargetInfo): Promise<void> {
  const gone = closedWindow(devtools, targetId);
  await devtools.send('Target.closeTarget', { targetId });
  await gone;
}

/** Resolves when that window closes. Call it before what closes it. */
export async function closedWindow(devtools: DevTools, targetId: string): Promise<void> {
  const isIt = ({ method, params }: DevToolsEvent) =>
    method === 'Target.targetDestroyed' && params.targetId === targetId;
  await devtools.next(isIt, 'Closing the window');
}

function infoOf(params: Record<string, unknown>): TargetInfo {
  return params.targetInfo as TargetInfo;
}

async function press(
  { devtools, sessionId }: PageSession,
  { x, y }: { x: number; y: number },
): Promise<void> {
  const mouse = { x, y, button: 'left', clickCount: 1 };
  await devtools.send('Input.dispatchMouseEvent', { ...mouse, type: 'mousePressed' }, sessionId);
  await devtools.send('Input.dispatchMouseEvent', { ...mouse, type: 'mouseReleased' }, sessionId);
}

function hasLoaded(): boolean {
  return location.protocol !== 'about:' && document.readyState === 'complete';
}

async function createVault(passphrase: string): Promise<void> {
  const inputs = () => [...document.querySelectorAll<HTMLInputElement>('input[autocomplete="new-password"]')];
  while (inputs().length < 2) await new Promise(requestAnimationFrame);
  for (const input of inputs()) input.value = passphrase;
  inputs()[0]?.form?.requestSubmit();
}

async function rememberAndArm(): Promise<{ x: number; y: number }> {
  const armed = () => document.querySelector('.approve[aria-disabled="false"]');
  while (!document.querySelector('.remember input')) await new Promise(requestAnimationFrame);
  document.querySelector<HTMLInputElement>('.remember input')?.click();
  while (!armed()) await new Promise(requestAnimationFrame);
  armed()?.scrollIntoView();
  const { x, y, width, height } = armed()?.getBoundingClientRect() ?? new DOMRect();
  return { x: x + width / 2, y: y + height / 2 };
}

async function armedAt(): Promise<number> {
  const isArmed = () => document.querySelector('.approve[aria-disabled="false"]') !== null;
  while (!isArmed()) {
    if (performance.now() > 10_000) throw new Error(`Approve never armed in: ${document.body.innerText}`);
    await new Promise((tick) => setTimeout(tick, 1));
  }
  return performance.timeOrigin + performance.now();
}

/**
 * Chromium's own note of when the largest text was painted: nothing had to watch the page for it. Rarely
 * there is none, and then nothing is said of that window.
 */
function lastPaint(): Promise<number | null> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const times = list.getEntries().map((entry) => (entry as LargestContentfulPaint).renderTime);
      resolve(performance.timeOrigin + Math.max(...times));
    });
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(() => resolve(null), 1_000);
  });
}
