/** The console of the local relying party, as a person uses it. */
import type { Page } from 'playwright-core';

export const ALICE = { name: 'alice', password: 'alice-password' };

/** Signs in with name and password; where that leads is the site's affair, and its query's. */
export async function signInWithPassword(page: Page, site: string, query = ''): Promise<void> {
  await page.goto(`${site}/${query}`);
  await page.getByLabel('User name').fill(ALICE.name);
  await page.getByLabel('Password').fill(ALICE.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** From the console's home to the page where *Next* asks for the key. */
export async function goToAssignment(page: Page, deviceName: string): Promise<void> {
  await page.getByRole('link', { name: 'Security credentials' }).click();
  await page.getByRole('button', { name: 'Assign MFA device' }).click();
  await page.getByLabel('Device name').fill(deviceName);
}

/** Makes the page call `navigator.credentials.create()`. */
export async function assign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}
