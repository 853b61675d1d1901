/** The page that greets a new user, and its practice: real ceremonies, through the real scripts and worker. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, createVault, windowOpenedBy } from './approval';
import { type LoadedChromium, launchWithExtension, welcomePage } from './chromium';
import { type OwnPage, openOwnPage } from './own-page';
import { assertAccessible, complaintsOf } from './pages/judges';
import { DIST } from './stage';

const profile = mkdtempSync(join(tmpdir(), 'xenon-welcome-'));

let browser: LoadedChromium;
let page: Page;
let own: OwnPage;
before(async () => {
  browser = await launchWithExtension({ dist: DIST, headless: true, profile, greeted: true });
  page = await welcomePage(browser.context, browser.extensionId);
  own = await openOwnPage(browser);
  await page.bringToFront();
});
after(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

const button = () => page.getByRole('button', { name: 'Try it now' });
const press = () => button().press('Enter');

test('three steps say what will happen, and how Xenon comes into the toolbar', async () => {
  await page.getByRole('heading', { level: 1, name: 'Welcome to Xenon' }).waitFor();
  assert.equal(await page.getByRole('main').getByRole('list').first().getByRole('listitem').count(), 3);
  assert.match((await page.getByRole('status').textContent()) ?? '', /^Press the puzzle piece/);
  for (const name of [/AWS, GitHub/, /unlocks/, 'All keys']) await page.getByRole('link', { name }).waitFor();
});

test('a practice that is denied says so, and leaves nothing', async () => {
  const window = await windowOpenedBy(browser.context, press);
  await createVault(window);
  await window.getByRole('heading', { name: 'Create a key for Xenon’s practice page?' }).waitFor();
  await assertAccessible(window, 'the practice asks');
  await window.getByRole('button', { name: 'Deny' }).click();
  await closed(window);
  await page.getByText(/^It was not approved/).waitFor();
  await assertAccessible(page, 'denied');
  assert.deepEqual(await own.keys(), []);
});

test('a key is made, signs in and is checked, by keyboard; then it is gone, without a trace among the deleted', async () => {
  const complaints = complaintsOf(page);
  const first = await windowOpenedBy(browser.context, press);
  await page.getByText(/^The page asks for a key/).waitFor();
  assert.equal(await button().getAttribute('aria-disabled'), 'true');
  const second = await windowOpenedBy(browser.context, () => approve(first));
  await page.getByText('The page has its key.').waitFor();
  await second.getByRole('heading', { name: 'Sign in to Xenon’s practice page?' }).waitFor();
  await approve(second);
  await page.getByText(/^The signature is right/).waitFor();
  await page.getByText(/^The practice key is deleted again/).waitFor();
  await closed(second);
  assert.equal(await button().getAttribute('aria-disabled'), null);
  await assertAccessible(page, 'practised');
  assert.deepEqual(await own.keys(), []);
  assert.deepEqual((await own.told({ kind: 'deleted-keys' })).deleted, []);
  assert.deepEqual(complaints, []);
});

test('the log names the practice, not the identifier of the extension', async () => {
  const log = await browser.context.newPage();
  await log.goto(`chrome-extension://${browser.extensionId}/options/options.html#activity`);
  await log.getByRole('table').waitFor();
  assert.equal(await log.getByRole('cell', { name: 'Xenon’s practice page' }).count(), 3);
  await log.close();
});

test('while it is open, the other pages get their answers from the worker', async () => {
  assert.deepEqual(await own.told({ kind: 'vault-state' }), { vault: 'unlocked' });
});

test('the next start of the browser greets nobody', async () => {
  await browser.close();
  browser = await launchWithExtension({ dist: DIST, headless: true, profile });
  own = await openOwnPage(browser);
  assert.deepEqual(await own.told({ kind: 'vault-state' }), { vault: 'locked' });
  const addresses = browser.context.pages().map((one) => one.url());
  assert.deepEqual(
    addresses.filter((address) => address.includes('/welcome/')),
    [],
  );
});
