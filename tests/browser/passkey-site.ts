/** The passkey page of the local relying party, as a person uses it. */
import type { BrowserContext, Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from './approval';

/** Makes the page call `navigator.credentials.create()`. */
export async function askForPasskey(page: Page, userName: string): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
}

/** Makes the page call `navigator.credentials.get()`, right after a click. */
export async function signInWithPasskey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

/** Resolves when the server has verified the passkey and the page says so. */
export async function created(page: Page, userName: string): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: `Passkey created for ${userName}.` })
    .waitFor();
}

export async function signedIn(page: Page, userName: string): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: `Signed in as ${userName}.` })
    .waitFor();
}

/** The error that the page shows: the name and the message that the call rejected with. */
export async function shownError(page: Page): Promise<string> {
  const alert = page.getByRole('alert').filter({ hasText: /\S/ });
  return (await alert.textContent()) ?? '';
}

/** Signs a new user up with a passkey of Xenon's, whose vault is unlocked. */
export async function signUp(context: BrowserContext, page: Page, userName: string): Promise<void> {
  const window = await windowOpenedBy(context, () => askForPasskey(page, userName));
  await approve(window);
  await created(page, userName);
  await closed(window);
}
