/** The section *Security* of the options page, with a stand-in for the worker. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type LoadedChromium, launchWithExtension } from './chromium';
import { assertAccessible } from './pages/judges';
import { type Answers, commandsOf, openPage } from './pages/stand-in-worker';
import { securityStates } from './pages/states';

const dist = process.env.XENON_DIST ?? 'dist';
const CODE = '60RK-4CSM-6MV3-EE1S-C5H6-6S35-CRMF';

let browser: LoadedChromium;
before(async () => {
  browser = await launchWithExtension({ dist, headless: true });
});
after(() => browser.close());

function security(state: string, answers: Answers = {}): Promise<Page> {
  const url = `chrome-extension://${browser.extensionId}/options/options.html#security`;
  return openPage(browser.context, url, { ...securityStates[state], ...answers });
}

/** The commands that change something. */
async function changes(page: Page) {
  return (await commandsOf(page)).filter(({ kind }) => kind !== 'security-state');
}

test('the time after which it locks is chosen, and counts at once', async () => {
  const page = await security('nothing but a passphrase');
  const choice = page.getByLabel('When nobody has used this computer for');
  assert.deepEqual(await choice.locator('option').allTextContents(), [
    '1 minute',
    '5 minutes',
    '15 minutes',
    '30 minutes',
    '60 minutes',
    'Never',
  ]);
  assert.equal(await choice.inputValue(), '15');
  await choice.selectOption('5 minutes');
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  await choice.selectOption('Never');
  assert.deepEqual(await changes(page), [
    { kind: 'set-auto-lock', after: 5 },
    { kind: 'set-auto-lock', after: 'never' },
  ]);
  await page.close();
});

test('another passphrase needs the current one, and is typed twice', async () => {
  const page = await security('nothing but a passphrase');
  await page.getByText('Change passphrase', { exact: true }).first().click();
  await assertAccessible(page, 'changing the passphrase');
  const form = page.locator('details[open]');
  await form.getByLabel('New passphrase').fill('violin gravel otter sunday');
  await form.getByLabel('Repeat passphrase').fill('violin gravel otter');
  await form.getByLabel('Current passphrase').fill('old passphrase');
  await form.getByLabel('Current passphrase').press('Enter');
  await page.getByText('The two passphrases are not the same').waitFor();
  assert.deepEqual(await changes(page), []);
  await form.getByLabel('Repeat passphrase').fill('violin gravel otter sunday');
  await form.getByLabel('Current passphrase').fill('old passphrase');
  await form.getByLabel('Current passphrase').press('Enter');
  await page.getByText('The passphrase was changed.').waitFor();
  assert.deepEqual(await changes(page), [
    {
      kind: 'change-passphrase',
      passphrase: 'old passphrase',
      newPassphrase: 'violin gravel otter sunday',
    },
  ]);
  await page.close();
});

test('a leaked passphrase is answered by keyboard alone, and how far it is can be seen and heard', async () => {
  const page = await security('nothing but a passphrase');
  const summary = page.locator('summary', { hasText: 'My passphrase leaked' });
  await summary.press('Enter');
  await assertAccessible(page, 'a leaked passphrase');
  const form = page.locator('details[open]');
  await form.getByLabel('New passphrase').fill('violin gravel otter sunday');
  await form.getByLabel('Repeat passphrase').fill('violin gravel otter sunday');
  await page.evaluate(() => {
    standIn.answers['reencryption-progress'] = {
      ok: true,
      value: { progress: { done: 1_200, total: 10_000 } },
    };
    const answer = Promise.withResolvers();
    standIn.answers.reencrypt = answer.promise;
    addEventListener('done', () => answer.resolve({ ok: true, value: {} }));
  });
  await form.getByLabel('Current passphrase').fill('old passphrase');
  await form.getByLabel('Current passphrase').press('Enter');
  await page.getByText('1,200 of 10,000').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Everything is being encrypted anew' });
  assert.equal(await bar.evaluate((one: HTMLProgressElement) => one.position), 0.12);
  await assertAccessible(page, 'while everything is encrypted anew');
  await page.evaluate(() => dispatchEvent(new Event('done')));
  await page.getByText('Everything was encrypted anew').waitFor();
  assert.deepEqual(
    (await changes(page)).filter(({ kind }) => kind !== 'reencryption-progress'),
    [
      {
        kind: 'reencrypt',
        passphrase: 'old passphrase',
        newPassphrase: 'violin gravel otter sunday',
      },
    ],
  );
  await page.close();
});

test('a leaked passphrase that is to stay the same is refused in words', async () => {
  const page = await security('nothing but a passphrase', {
    reencrypt: { ok: false, problem: 'same-passphrase' },
  });
  await page.locator('summary', { hasText: 'My passphrase leaked' }).click();
  const form = page.locator('details[open]');
  await form.getByLabel('New passphrase').fill('old passphrase');
  await form.getByLabel('Repeat passphrase').fill('old passphrase');
  await form.getByLabel('Current passphrase').fill('old passphrase');
  await form.getByLabel('Current passphrase').press('Enter');
  await page.getByText('Choose another passphrase than the old one').waitFor();
  assert.equal(await page.getByRole('progressbar').count(), 0);
  await page.close();
});

test('a recovery code disappears while it is typed back', async () => {
  const page = await security('nothing but a passphrase', {
    'new-recovery-code': { ok: true, value: { code: CODE } },
  });
  await page.getByRole('button', { name: 'Make a recovery code' }).click();
  await page.getByText(CODE).waitFor();
  await assertAccessible(page, 'a new recovery code');
  await page.getByText('I have written it down').click();
  await page.getByText(CODE).waitFor({ state: 'hidden' });
  await page
    .getByLabel('Recovery code', { exact: true })
    .last()
    .fill(CODE.toLowerCase().replaceAll('-', ' '));
  await assertAccessible(page, 'typing the recovery code');
  const current = page.locator('details[open]').getByLabel('Current passphrase');
  await current.fill('old passphrase');
  await current.press('Enter');
  await page.getByText('The recovery code opens the vault from now on.').waitFor();
  assert.deepEqual(
    (await changes(page)).map(({ kind }) => kind),
    ['new-recovery-code', 'add-recovery-code'],
  );
  await page.close();
});

test('a PIN of three is too short', async () => {
  const page = await security('nothing but a passphrase');
  await page.getByText('Set a PIN').click();
  await assertAccessible(page, 'setting a PIN');
  const current = page.locator('details[open]').getByLabel('Current passphrase');
  await page.getByLabel('New PIN').fill('123');
  await current.fill('old passphrase');
  await current.press('Enter');
  await page.getByText('Use 4 to 63 characters').waitFor();
  await page.getByLabel('New PIN').fill('1234');
  await current.fill('old passphrase');
  await current.press('Enter');
  await page.getByText('The PIN was saved.').waitFor();
  assert.deepEqual(await changes(page), [{ kind: 'set-pin', passphrase: 'old passphrase', pin: '1234' }]);
  await page.close();
});

test('every way can be taken away', async () => {
  const page = await security('all ways');
  for (const name of ['Remove the recovery code', 'Remove', 'Remove the PIN'])
    await page.getByRole('button', { name, exact: true }).click();
  assert.deepEqual(await changes(page), [
    { kind: 'remove-recovery-code' },
    { kind: 'remove-os-unlock', credentialId: 'c0ffee' },
    { kind: 'remove-pin' },
  ]);
  await page.close();
});

test('where the computer cannot verify its user, that way is not offered', async () => {
  const page = await security('all ways');
  await page.getByText('This computer or browser offers no way to do that.').waitFor();
  assert.equal(await page.getByText('Add this computer').count(), 0);
  await page.close();
  const locked = await security('locked');
  await locked.getByRole('button', { name: 'Unlock' }).waitFor();
  assert.equal(await locked.getByRole('button', { name: 'Use this computer' }).count(), 0);
  await locked.close();
});
