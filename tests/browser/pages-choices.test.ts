/** What the user can choose in Xenon's own pages beside yes and no, with a stand-in for the worker. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type LoadedChromium, launchWithExtension } from './chromium';
import { assertAccessible, focused } from './pages/judges';
import { type Answers, commandsOf, openPage, show } from './pages/stand-in-worker';
import {
  approvalStates,
  backupStates,
  optionsStates,
  popupStates,
  settingsStates,
  siteStates,
} from './pages/states';
import { DIST } from './stage';

const PASSPHRASE = 'violin gravel otter sunday';
/** Longer than the 600 ms of stillness that arm a button. */
const STILL_MS = 750;

let browser: LoadedChromium;
before(async () => {
  browser = await launchWithExtension({ dist: DIST, headless: true });
});
after(() => browser.close());

const address = (page: string, hash = '') =>
  `chrome-extension://${browser.extensionId}/${page}/${page}.html${hash}`;
const answerLater = (page: Page, answers: Answers) =>
  page.evaluate((given) => Object.assign(standIn.answers, given), answers);

async function approvalWindow(name: string): Promise<Page> {
  const page = await openPage(browser.context, address('approval', '#c0'));
  await page.setViewportSize({ width: 420, height: 640 });
  const view = approvalStates[name];
  assert.ok(view, name);
  await show(page, view);
  return page;
}

const approveButton = (page: Page) => page.getByRole('button', { name: /^Approve/ });
const isOpen = async (page: Page) => (await approveButton(page).getAttribute('aria-disabled')) !== 'true';

describe('a new key', () => {
  const box = (page: Page) => page.getByRole('checkbox', { name: 'Keep this key on this device only' });

  for (const [state, preset] of [
    ['create', false],
    ['create-device-bound', true],
  ] as const) {
    test(`is bound to the device as the settings say, ${preset}, and as the user says otherwise`, async () => {
      const page = await approvalWindow(state);
      assert.equal(await box(page).isChecked(), preset);
      await approveButton(page).click();
      await box(page).click();
      await approveButton(page).click();
      const approve = { kind: 'approve', ceremony: 'c0', remember: false };
      assert.deepEqual(await commandsOf(page), [
        { ...approve, deviceBound: preset },
        { ...approve, deviceBound: !preset },
      ]);
      await page.close();
    });
  }

  test('keeps the choice when the question is drawn anew', async () => {
    const page = await approvalWindow('create');
    await box(page).check();
    await show(page, approvalStates['create-remember'] as never);
    assert.equal(await box(page).isChecked(), true);
    await page.close();
  });

  test('that replaces one says so before it is approved, with name and age', async () => {
    const page = await approvalWindow('create-replaces');
    const notice = page.locator('.notice').filter({ hasText: 'Approving replaces the key' });
    assert.match((await notice.textContent()) ?? '', /Mona Octocat.*octocat.*Created last month/);
    await page.close();
  });

  test('that replaces none says nothing of it', async () => {
    const page = await approvalWindow('create');
    await approveButton(page).waitFor();
    assert.equal(await page.getByText('replaces').count(), 0);
    await page.close();
  });
});

describe('an account that answers only to a verified user', () => {
  test('blocks Approve where it is the only one', async () => {
    const page = await approvalWindow('get-key-requires');
    await page.waitForTimeout(STILL_MS);
    assert.equal(await isOpen(page), false);
    await page.getByText('This key answers only to a verified user.').waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Verify' }).click();
    assert.deepEqual(await commandsOf(page), [{ kind: 'verify', ceremony: 'c0', passphrase: PASSPHRASE }]);
    await page.close();
  });

  test('blocks Approve while it is chosen, and arms it anew afterwards', async () => {
    const page = await approvalWindow('get-some-key-requires');
    await page.waitForTimeout(STILL_MS);
    assert.equal(await isOpen(page), true);
    await page.getByRole('radio', { name: /octocat-work/ }).check();
    await page.waitForTimeout(STILL_MS);
    assert.equal(await isOpen(page), false);
    await page.getByRole('radio', { name: /Mona Octocat/ }).check();
    assert.equal(await isOpen(page), false, 'what is shown has changed');
    assert.equal(await page.getByLabel('Passphrase', { exact: true }).count(), 0);
    await page.waitForTimeout(STILL_MS);
    await approveButton(page).click();
    const approve = { kind: 'approve', ceremony: 'c0', account: 'a1', remember: false };
    assert.deepEqual(await commandsOf(page), [approve]);
    await page.close();
  });
});

describe('guesses', () => {
  test('that are too many are told with the time to wait, and the form waits', async () => {
    const page = await approvalWindow('locked');
    await answerLater(page, { unlock: { ok: false, problem: 'too-many-guesses', waitMs: 2_400 } });
    const field = page.getByLabel('Passphrase', { exact: true });
    const unlock = page.getByRole('button', { name: 'Unlock' });
    await field.fill('not this one');
    await unlock.click();
    await page.getByRole('alert').filter({ hasText: 'Too many wrong passphrases' }).waitFor();
    const timer = page.getByRole('timer');
    assert.match((await timer.textContent()) ?? '', /You can try again in [23] s\./);
    assert.equal(await unlock.getAttribute('aria-disabled'), 'true');
    await field.fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    assert.equal((await commandsOf(page)).length, 1, 'it was not sent');
    await page.getByRole('status').filter({ hasText: 'You can try again now.' }).waitFor();
    assert.equal(await field.inputValue(), PASSPHRASE, 'what was typed stays');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => standIn.sent.length === 2);
    await page.close();
  });
});

describe('a sign-in in the popup', () => {
  const popup = (name: string) => openPage(browser.context, address('popup'), popupStates[name]);
  const as = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

  test('is one press for each account, and then the popup says so and closes', async () => {
    const page = await popup('sign-in-several');
    await page
      .getByRole('button', { name: /^Sign in as/ })
      .first()
      .waitFor();
    assert.equal(await page.getByRole('button', { name: /^Sign in as/ }).count(), 5);
    await page.getByText('Asked by a frame of https://login.example inside a page of').waitFor();
    await as(page, /^Sign in as octocat-work@example.com/).click();
    await page.getByText('Sent to github.com.').waitFor();
    const approve = { kind: 'approve', ceremony: 'c1', account: 'a2', remember: false };
    assert.deepEqual(await commandsOf(page), [approve]);
    await page.waitForFunction(() => standIn.closed);
    await page.close();
  });

  test('takes no press that nobody meant', async () => {
    const page = await popup('sign-in');
    const button = as(page, /^Sign in as Mona Octocat/);
    await button.click({ force: true });
    await page.waitForTimeout(STILL_MS);
    await button.evaluate((node: HTMLElement) => node.click());
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await button.click({ force: true });
    assert.deepEqual(await commandsOf(page), []);
    await button.click();
    assert.equal((await commandsOf(page)).length, 1);
    await page.close();
  });

  test('works with the keyboard alone', async () => {
    const page = await popup('sign-in');
    await page.waitForTimeout(STILL_MS);
    await as(page, /^Sign in as/).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Sent to github.com.').waitFor();
    await page.close();
  });

  for (const [state, name] of [
    ['sign-in-required', /Mona Octocat/],
    ['sign-in-key-requires', /octocat-work/],
  ] as const) {
    test(`asks for the passphrase first, ${state}`, async () => {
      const page = await popup(state);
      await as(page, name).click();
      assert.deepEqual(await commandsOf(page), []);
      assert.equal(await focused(page), 'input#passphrase');
      await answerLater(page, { verify: { ok: false, problem: 'wrong-passphrase' } });
      await page.getByLabel('Passphrase', { exact: true }).fill('not this one');
      await page.keyboard.press('Enter');
      await page.getByText('Wrong passphrase').waitFor();
      await answerLater(page, { verify: { ok: true, value: {} } });
      await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByText('Sent to github.com.').waitFor();
      const kinds = (await commandsOf(page)).map(({ kind }) => kind);
      assert.deepEqual(kinds, ['verify', 'verify', 'approve']);
      await page.close();
    });
  }

  test('goes back from the passphrase to the accounts', async () => {
    const page = await popup('sign-in-required');
    await as(page, /^Sign in as/).click();
    await page.getByRole('button', { name: 'Back' }).click();
    await as(page, /^Sign in as/).waitFor();
    await page.close();
  });

  test('unlocks first, which verifies the user for it', async () => {
    const page = await popup('sign-in-locked');
    await page.getByRole('heading', { name: 'Sign in to github.com' }).waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await answerLater(page, popupStates['sign-in'] ?? {});
    await page.keyboard.press('Enter');
    await as(page, /^Sign in as/).waitFor();
    assert.deepEqual(await commandsOf(page), [{ kind: 'unlock', passphrase: PASSPHRASE, ceremony: 'c1' }]);
    await page.close();
  });

  test('of a page that has left does not keep the vault locked', async () => {
    const page = await popup('sign-in-locked');
    await answerLater(page, { unlock: { ok: false, problem: 'ceremony-ended' } });
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => standIn.sent.filter(({ kind }) => kind === 'unlock').length === 2);
    const [, second] = await commandsOf(page);
    assert.deepEqual(second, { kind: 'unlock', passphrase: PASSPHRASE });
    await page.close();
  });

  test('that fails says why, and can be tried again', async () => {
    const page = await popup('sign-in');
    await answerLater(page, { approve: { ok: false, problem: 'ceremony-ended' } });
    await as(page, /^Sign in as/).click();
    await page.getByRole('alert').filter({ hasText: 'This request has ended' }).waitFor();
    assert.equal(await page.evaluate(() => standIn.closed), false);
    await page.close();
  });
});

test('what was added without asking is told until it was read', async () => {
  const page = await openPage(browser.context, address('popup'), popupStates.added);
  await page.getByText('github.com added a key for this account').waitFor();
  await answerLater(page, popupStates.keys ?? {});
  await page.getByRole('button', { name: 'OK: key for github.com' }).click();
  await page.getByText('Added without asking').waitFor({ state: 'detached' });
  assert.deepEqual(await commandsOf(page), [{ kind: 'added-key-seen', key: 'k1' }]);
  await page.close();
});

describe('the settings', () => {
  const options = (hash: string) =>
    openPage(browser.context, address('options', hash), {
      ...optionsStates.keys,
      ...settingsStates.advanced,
      ...siteStates.decisions,
      ...backupStates['all backed up'],
    });
  const box = (page: Page) => page.getByRole('checkbox', { name: 'New keys stay on this device only' });

  test('are a section of their own, reached and named by links', async () => {
    const page = await options('');
    const links = page.getByRole('navigation', { name: 'Sections' });
    const current = () => links.locator('[aria-current=page]').textContent();
    assert.equal(await current(), 'All keys');
    await links.getByRole('link', { name: 'Advanced' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Advanced' }).waitFor();
    assert.equal(await current(), 'Advanced');
    assert.equal(await page.title(), 'Advanced');
    assert.equal(await focused(page), 'h1#advanced');
    assert.equal(await page.getByRole('table').count(), 0);
    await page.goBack();
    await page.getByRole('table', { name: 'All keys' }).waitFor();
    await page.close();
  });

  test('change at once', async () => {
    const page = await options('#advanced');
    await box(page).check();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    assert.deepEqual((await commandsOf(page)).at(-1), {
      kind: 'change-settings',
      settings: { deviceBound: true, attestation: true },
    });
    await page.close();
  });

  test('show a report for whoever is to help, and copy it', async () => {
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await options('#advanced');
    await page.getByRole('button', { name: 'Show the report' }).press('Enter');
    await page.getByRole('term').filter({ hasText: 'Vault' }).waitFor();
    await assertAccessible(page, 'the report');
    await page.getByRole('button', { name: 'Copy' }).press('Enter');
    await page.getByText('Copied.', { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^Version: \d+\.\d+\.\d+\nBrowser: Mozilla/);
    assert.match(copied, /\nVault: unlocked\n/);
    for (const name of ['github', 'octocat', 'Mona']) assert.ok(!copied.includes(name), name);
    await page.evaluate(() => {
      navigator.clipboard.writeText = async () => {
        throw new DOMException('', 'NotAllowedError');
      };
    });
    await page.getByRole('button', { name: 'Copy' }).press('Enter');
    await page.getByText('did not let Xenon copy').waitFor();
    await page.close();
  });

  test('that could not be kept go back, and say so', async () => {
    const page = await options('#advanced');
    await answerLater(page, { 'change-settings': { ok: false, problem: 'storage-failed' } });
    await box(page).click();
    await page.getByRole('alert').filter({ hasText: 'could not save' }).waitFor();
    assert.equal(await box(page).isChecked(), false);
    await page.close();
  });
});
