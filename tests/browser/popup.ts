/** The toolbar popup over a page, as a person uses it: by roles and names. */
import type { Page } from 'playwright-core';
import { popupFor } from './pictures/popup';
import type { Stage } from './stage';
import { until } from './until';

export async function openPopup({ context, browser }: Stage, page: Page): Promise<Page> {
  return popupFor(page, context, `chrome-extension://${browser.extensionId}`);
}

/** The same once the icon says that there is a sign-in: a person sees that before they open it. */
export async function openPopupWithOffer(stage: Stage, page: Page): Promise<Page> {
  await until(async () => (await badgeOver(stage, page)) === '→', 'there is a sign-in');
  return openPopup(stage, page);
}

/** Presses the button of an account, once it can be pressed, and waits until the popup says it is done. */
export async function signInAs(popup: Page, account: string): Promise<void> {
  await popup.getByRole('button', { name: `Sign in as ${account}` }).click();
  await popup.getByText(/^Sent to/).waitFor();
}

/** The text on the toolbar icon over a page. */
export async function badgeOver({ own }: Stage, page: Page): Promise<string> {
  return own.page.evaluate(async (address) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
    return chrome.action.getBadgeText({ tabId: tab?.id ?? chrome.tabs.TAB_ID_NONE });
  }, page.url());
}
