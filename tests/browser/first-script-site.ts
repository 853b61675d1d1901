/** The page that asks for a key in its very first script, and shows what came of it in its title. */
import type { Page } from 'playwright-core';

export function firstScriptUrl(site: string, userName: string): string {
  return `${site}/first-script?user=${encodeURIComponent(userName)}`;
}

/** Resolves when the page's first and only call has resolved and the server has verified the answer. */
export async function verified(page: Page, userName: string): Promise<void> {
  await page.waitForFunction((wanted) => document.title === wanted, `Verified: ${userName}`, {
    timeout: 20_000,
  });
}
