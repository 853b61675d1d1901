/** The toolbar popup of one page. Chromium opens the real one where no test can see it. */
import type { BrowserContext, Page } from 'playwright-core';

export async function popupFor(page: Page, context: BrowserContext, extension: string): Promise<Page> {
  const popup = await context.newPage();
  await popup.addInitScript(lookAt, new URL(page.url()).href);
  await popup.goto(`${extension}/popup/popup.html`);
  await popup.locator('main:not([aria-busy])').waitFor();
  return popup;
}

/** In a tab, the popup would take itself for the page in front. */
function lookAt(address: string): void {
  const query = chrome.tabs.query.bind(chrome.tabs);
  Object.assign(chrome.tabs, { query: () => query({ url: `${new URL(address).origin}/*` }) });
}
