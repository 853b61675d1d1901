/** The approval window as a person uses it: by roles and names. */
import type { BrowserContext, Page } from 'playwright-core';

export const PASSPHRASE = 'correct horse battery staple';

/** The window that opens when `act` makes a page ask. */
export async function windowOpenedBy(context: BrowserContext, act: () => Promise<unknown>): Promise<Page> {
  const opening = context.waitForEvent('page', { predicate: isApproval, timeout: 20_000 });
  await act();
  return opening;
}

export function isApproval(page: Page): boolean {
  return page.url().includes('/approval/approval.html');
}

/** The approval windows that are open now. */
export function openWindows(context: BrowserContext): Page[] {
  return context.pages().filter(isApproval);
}

/** First run: chooses the passphrase that protects the keys. */
export async function createVault(window: Page, passphrase = PASSPHRASE): Promise<void> {
  await window.getByLabel('New passphrase').fill(passphrase);
  await window.getByLabel('Repeat passphrase').fill(passphrase);
  await window.getByRole('button', { name: 'Create vault' }).click();
}

export async function unlock(window: Page, passphrase = PASSPHRASE): Promise<void> {
  const passphraseField = window.getByLabel('Passphrase', { exact: true });
  await passphraseField.fill(passphrase).catch(sayWhatIsShown(window));
  await window.getByRole('button', { name: 'Unlock' }).click();
}

/** Waits until Approve is armed, and clicks it. */
export async function approve(window: Page): Promise<void> {
  await window.getByRole('button', { name: /^Approve/ }).click();
}

/** Resolves when the window has closed itself. */
export async function closed(window: Page): Promise<void> {
  if (window.isClosed()) return;
  await window.waitForEvent('close', { timeout: 10_000 }).catch(sayWhatIsShown(window));
}

function sayWhatIsShown(window: Page): (error: Error) => Promise<never> {
  return async (cause) => {
    if (window.isClosed()) throw cause;
    const shown = await window.locator('body').innerText();
    throw new Error(`The window ${window.url()} is still open and shows: ${shown}`, { cause });
  };
}
