/** Another language for pages opened from now on, also where Chromium came without its translations. */
import type { BrowserContext } from 'playwright-core';

export async function speakJapanese(context: BrowserContext): Promise<void> {
  await context.addInitScript(speak);
}

/** Without Chromium's texts, a page takes ours in the user's language. */
function speak(): void {
  if (location.protocol !== 'chrome-extension:') return;
  chrome.i18n.getMessage = () => '';
  chrome.i18n.getUILanguage = () => 'ja';
}
