/** Xenon's own pages in a real browser, with a stand-in for the worker. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ApprovalView, Question } from '../../extension/messages/from-user';
import { type LoadedChromium, launchWithExtension } from './chromium';
import { assertAccessible, assertFits, complaintsOf, focused } from './pages/judges';
import { type Answers, commandsOf, openPage, show } from './pages/stand-in-worker';
import { approvalStates, guideStates, keys, optionsStates, PAGES, popupStates } from './pages/states';

const dist = process.env.XENON_DIST ?? 'dist';
const PASSPHRASE = 'violin gravel otter sunday';
/** Longer than the 600 ms of stillness that arm Approve. */
const STILL_MS = 750;

let browser: LoadedChromium;
before(async () => {
  browser = await launchWithExtension({ dist, headless: true });
});
after(() => browser.close());

const url = (page: string, hash = '', from = browser) =>
  `chrome-extension://${from.extensionId}/${page}/${page}.html${hash}`;

async function approvalWindow(name: string): Promise<Page> {
  const page = await openPage(browser.context, url('approval', '#c0'));
  await page.setViewportSize({ width: 420, height: 530 });
  await show(page, stateNamed(name));
  return page;
}

function stateNamed(name: string): ApprovalView {
  const view = approvalStates[name];
  if (!view) throw new Error(`No state is called ${name}`);
  return view;
}

function changed(name: string, changes: Partial<Question>): ApprovalView {
  const view = stateNamed(name);
  if (view.show !== 'question') throw new Error(`${name} is no question`);
  return { show: 'question', question: { ...view.question, ...changes } };
}

const approveButton = (page: Page) => page.getByRole('button', { name: /^Approve/ });
const answerLater = (page: Page, answers: Answers) =>
  page.evaluate((given) => Object.assign(standIn.answers, given), answers);

for (const language of ['en', 'ja']) {
  describe(`every page in every state, ${language}`, () => {
    let localised: LoadedChromium;
    before(async () => {
      // Chromium on Linux takes its language from here, on other systems from the switch.
      const { LANGUAGE } = process.env;
      process.env.LANGUAGE = language;
      localised = await launchWithExtension({ dist, headless: true, args: [`--lang=${language}`] });
      if (LANGUAGE === undefined) delete process.env.LANGUAGE;
      else process.env.LANGUAGE = LANGUAGE;
    });
    after(() => localised.close());

    async function judge(page: Page, what: string): Promise<void> {
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await assertAccessible(page, `${what}, ${colorScheme}`);
      }
      const { width = 0, height = 0 } = page.viewportSize() ?? {};
      await page.setViewportSize({ width: Math.ceil(width / 2), height: Math.ceil(height / 2) });
      await assertFits(page, `${what}, 200 %`);
      await page.setViewportSize({ width, height });
    }

    test('approval', async () => {
      const page = await openPage(localised.context, url('approval', '#c0', localised));
      const complaints = complaintsOf(page);
      await page.setViewportSize({ width: 420, height: 530 });
      for (const [name, view] of Object.entries(approvalStates)) {
        await show(page, view);
        await judge(page, `approval ${name}`);
        assert.match(await focused(page), /^(h1|input)/, `${name}: first focus`);
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

    for (const [folder, hash, states] of PAGES) {
      test(folder + hash, async () => {
        for (const [name, answers] of Object.entries(states)) {
          const page = await openPage(localised.context, url(folder, hash, localised), answers);
          const complaints = complaintsOf(page);
          await page.locator('[aria-busy=true]').filter({ visible: true }).waitFor({ state: 'detached' });
          await judge(page, `${folder} ${name}`);
          assert.deepEqual(complaints, []);
          await page.close();
        }
      });
    }

    test('options#guides, unfolded', async () => {
      const page = await openPage(
        localised.context,
        url('options', '#guides', localised),
        guideStates['some keys'],
      );
      await page.locator('#guide-list:not([aria-busy])').waitFor();
      await page.evaluate(() => {
        for (const guide of document.querySelectorAll('details')) guide.open = true;
      });
      await judge(page, 'guides unfolded');
      await page.close();
    });
  });
}

describe('the approval window', () => {
  test('asks by name, and answers by name', async () => {
    const page = await approvalWindow('get');
    await page.getByRole('heading', { name: 'Sign in to github.com?', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Approve: sign in to github.com', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Deny', exact: true }).click();
    await page.getByRole('button', { name: 'Use another device', exact: true }).click();
    assert.deepEqual(await commandsOf(page), [
      { kind: 'deny', ceremony: 'c0' },
      { kind: 'use-another-device', ceremony: 'c0' },
    ]);
    assert.deepEqual(await page.evaluate(() => standIn.connections), ['approval:c0']);
    await page.close();
  });

  test('names both sites where a frame of another site asks', async () => {
    const page = await approvalWindow('frame');
    await page
      .getByText('Asked by a frame of https://github.com inside a page of https://news.example:8443')
      .waitFor();
    await page.close();
  });

  test('approves with the most recently used account', async () => {
    const page = await approvalWindow('get-several');
    const group = page.getByRole('group', { name: 'Account' });
    assert.equal(await group.getByRole('radio').count(), 3);
    assert.equal(await group.getByRole('radio', { name: /Mona Octocat/ }).isChecked(), true);
    await approveButton(page).click();
    const approve = { kind: 'approve', ceremony: 'c0', account: 'a1', remember: false };
    assert.deepEqual(await commandsOf(page), [approve]);
    await page.close();
  });

  test('approves with the account that was chosen, and remembers if asked to', async () => {
    const page = await approvalWindow('get-several');
    await page.getByRole('radio', { name: /octocat-work/ }).check();
    await page.getByRole('checkbox', { name: "Don't ask again on this site for 3 hours" }).check();
    await show(page, changed('get-several', { verified: true }));
    assert.equal(await page.getByRole('radio', { name: /octocat-work/ }).isChecked(), true);
    await approveButton(page).click();
    const approve = { kind: 'approve', ceremony: 'c0', account: 'a2', remember: true };
    assert.deepEqual(await commandsOf(page), [approve]);
    await page.close();
  });

  test('never remembers where that may not be offered', async () => {
    const page = await approvalWindow('get-several');
    await page.getByRole('checkbox').check();
    await show(page, changed('get-several', { mayRemember: false }));
    assert.equal(await page.getByRole('checkbox').count(), 0);
    await approveButton(page).click();
    assert.deepEqual((await commandsOf(page)).at(-1), {
      kind: 'approve',
      ceremony: 'c0',
      account: 'a1',
      remember: false,
    });
    await page.close();
  });

  test('says why approving failed, and lets the user try again', async () => {
    const page = await approvalWindow('create');
    await answerLater(page, { approve: { ok: false, problem: 'storage-failed' } });
    await approveButton(page).click();
    await page.getByRole('alert').filter({ hasText: 'could not save' }).waitFor();
    await approveButton(page).click();
    assert.equal((await commandsOf(page)).length, 2);
    await page.close();
  });

  test('keeps what was typed when the worker is stopped and asks the same again', async () => {
    const page = await approvalWindow('locked');
    await page.getByLabel('Passphrase', { exact: true }).fill('half a pass');
    await page.evaluate(() => standIn.disconnect());
    await page.waitForFunction(() => standIn.connections.length === 2);
    await show(page, stateNamed('locked'));
    assert.equal(await page.getByLabel('Passphrase', { exact: true }).inputValue(), 'half a pass');
    await page.close();
  });

  test('shows success, then closes itself', async () => {
    const page = await approvalWindow('delivering');
    await page.getByRole('heading', { name: 'Waiting for the page…' }).waitFor();
    assert.equal(await page.evaluate(() => standIn.closed), false);
    await show(page, stateNamed('success-get'));
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    await page.waitForFunction(() => standIn.closed);
    await page.close();
  });

  test('says why nothing is left to decide, and closes when told to', async () => {
    const page = await approvalWindow('ended-timeout');
    await page.getByRole('heading', { name: 'This request has ended' }).waitFor();
    assert.equal(await page.evaluate(() => standIn.closed), false);
    await page.getByRole('button', { name: 'Close' }).click();
    assert.equal(await page.evaluate(() => standIn.closed), true);
    await page.close();
  });

  test('offers no Approve without a key, a vault or a passphrase', async () => {
    const page = await approvalWindow('get-no-key');
    for (const name of ['get-no-key', 'damaged', 'locked', 'first-run']) {
      await show(page, stateNamed(name));
      assert.equal(await approveButton(page).count(), 0, name);
      assert.equal(await page.getByRole('button', { name: 'Deny' }).count(), 1, name);
      assert.equal(await page.getByRole('button', { name: 'Use another device' }).count(), 1, name);
    }
    await page.close();
  });
});

describe('Approve', () => {
  /** The middle of the button, for the mouse. */
  async function middle(page: Page): Promise<[number, number]> {
    const box = await approveButton(page).boundingBox();
    assert.ok(box);
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  test('takes no click in the first 600 ms, nor after any change', async () => {
    const page = await approvalWindow('get');
    await page.mouse.click(...(await middle(page)));
    await page.waitForTimeout(STILL_MS);
    for (const change of ['resize', 'focus', 'view'] as const) {
      if (change === 'resize') await page.setViewportSize({ width: 421, height: 531 });
      if (change === 'focus') await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      if (change === 'view') await show(page, changed('get', { verified: true }));
      await page.locator('.approve[aria-disabled=true]').waitFor({ timeout: 500 });
      await page.mouse.click(...(await middle(page)), { clickCount: 2, delay: 20 });
      await page.waitForTimeout(STILL_MS);
      assert.equal(await approveButton(page).isEnabled(), true, change);
    }
    assert.deepEqual(await commandsOf(page), []);
    await page.mouse.click(...(await middle(page)));
    assert.equal((await commandsOf(page)).length, 1);
    await page.close();
  });

  test('takes no press that a change divides', async () => {
    const page = await approvalWindow('get');
    await page.waitForTimeout(STILL_MS);
    await page.mouse.move(...(await middle(page)));
    await page.mouse.down();
    await page.evaluate(() => window.dispatchEvent(new Event('resize')));
    await page.waitForTimeout(STILL_MS);
    await page.mouse.up();
    assert.deepEqual(await commandsOf(page), []);
    await page.close();
  });

  test('takes no press that began or ended elsewhere', async () => {
    const page = await approvalWindow('get');
    await page.waitForTimeout(STILL_MS);
    const [x, y] = await middle(page);
    await page.mouse.move(5, 5);
    await page.mouse.down();
    await page.mouse.move(x, y);
    await page.mouse.up();
    await page.mouse.down();
    await page.mouse.move(5, 5);
    await page.mouse.move(x, y);
    await page.mouse.up();
    assert.deepEqual(await commandsOf(page), []);
    await page.close();
  });

  test('takes no click of a script', async () => {
    const page = await approvalWindow('get');
    await page.waitForTimeout(STILL_MS);
    await approveButton(page).evaluate((button: HTMLElement) => button.click());
    await approveButton(page).dispatchEvent('pointerdown', { isPrimary: true, button: 0, pointerId: 1 });
    await approveButton(page).dispatchEvent('click', { pointerId: 1, pointerType: 'mouse' });
    assert.deepEqual(await commandsOf(page), []);
    await page.close();
  });

  test('takes no Enter or Space until the user has gone there', async () => {
    const page = await approvalWindow('get-verified');
    await page.waitForTimeout(STILL_MS);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    assert.deepEqual(await commandsOf(page), []);
    await page.keyboard.press('Tab');
    assert.equal(await approveButton(page).evaluate((node) => node === document.activeElement), true);
    await page.keyboard.press('Enter');
    assert.equal((await commandsOf(page)).length, 1);
    await page.close();
  });

  for (const key of ['Enter', 'Space']) {
    test(`takes no ${key} that was held from before`, async () => {
      const page = await approvalWindow('get');
      await page.waitForTimeout(STILL_MS);
      await page.keyboard.down(key);
      await approveButton(page).focus();
      for (let repeats = 0; repeats < 30; repeats += 1) await page.keyboard.down(key);
      await page.keyboard.up(key);
      assert.deepEqual(await commandsOf(page), []);
      await page.keyboard.press(key);
      assert.equal((await commandsOf(page)).length, 1);
      await page.close();
    });
  }

  test('keeps the focus while it is not armed', async () => {
    const page = await approvalWindow('get');
    await approveButton(page).focus();
    await page.setViewportSize({ width: 430, height: 540 });
    await page.locator('.approve[aria-disabled=true]').waitFor({ timeout: 500 });
    await page.waitForTimeout(STILL_MS);
    await page.keyboard.press('Space');
    assert.equal((await commandsOf(page)).length, 1);
    await page.close();
  });

  test('waits for the verification that a site requires, and says so', async () => {
    const page = await approvalWindow('get-required');
    await page.waitForTimeout(STILL_MS);
    assert.equal(await approveButton(page).isEnabled(), false);
    await page.mouse.click(...(await middle(page)));
    const reason = await approveButton(page).evaluate(
      (button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent,
    );
    assert.match(reason ?? '', /^This site wants to know that it is you/);
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Verify' }).click();
    assert.deepEqual(await commandsOf(page), [{ kind: 'verify', ceremony: 'c0', passphrase: PASSPHRASE }]);
    await show(page, stateNamed('get-verified'));
    await page.getByText('Verified', { exact: true }).waitFor();
    await approveButton(page).click();
    assert.equal((await commandsOf(page)).length, 2);
    await page.close();
  });

  test('does not wait for the verification that a site prefers', async () => {
    const page = await approvalWindow('get-preferred');
    await page.getByLabel('Passphrase', { exact: true }).waitFor();
    await approveButton(page).click();
    assert.equal((await commandsOf(page))[0]?.kind, 'approve');
    await page.close();
  });
});

describe('a passphrase', () => {
  test('is sent once, normalised, and forgotten', async () => {
    const page = await approvalWindow('locked');
    assert.equal(await focused(page), 'input#passphrase');
    await page.keyboard.insertText('ｃafe\u0301 12345');
    await page.keyboard.press('Enter');
    const unlock = { kind: 'unlock', passphrase: 'caf\u00e9 12345', ceremony: 'c0' };
    assert.deepEqual(await commandsOf(page), [unlock]);
    assert.equal(await page.getByLabel('Passphrase', { exact: true }).inputValue(), '');
    await page.close();
  });

  test('that is wrong is said to be, and can be typed again', async () => {
    const page = await approvalWindow('locked');
    await answerLater(page, { unlock: { ok: false, problem: 'wrong-passphrase' } });
    await page.getByLabel('Passphrase', { exact: true }).fill('not this one');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('alert').filter({ hasText: 'Wrong passphrase' }).waitFor();
    assert.equal(await focused(page), 'input#passphrase');
    await page.close();
  });

  test('can be shown', async () => {
    const page = await approvalWindow('locked');
    const field = page.getByLabel('Passphrase', { exact: true });
    const toggle = page.getByRole('button', { name: 'Show characters' });
    assert.equal(await field.getAttribute('type'), 'password');
    await toggle.click();
    assert.equal(await field.getAttribute('type'), 'text');
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    await page.close();
  });

  test('that is new must be long enough and typed twice', async () => {
    const page = await approvalWindow('first-run');
    const chosen = page.getByLabel('New passphrase');
    const repeated = page.getByLabel('Repeat passphrase');
    const create = page.getByRole('button', { name: 'Create vault' });
    assert.equal(await focused(page), 'input#new-passphrase');
    await chosen.fill('1234567');
    await repeated.fill('1234567');
    await create.click();
    await page.getByRole('alert').filter({ hasText: 'Use at least 8 characters' }).waitFor();
    await chosen.fill(PASSPHRASE);
    await create.click();
    await page.getByRole('alert').filter({ hasText: 'not the same' }).waitFor();
    assert.equal(await focused(page), 'input#repeat-passphrase');
    await repeated.fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    const commands = await commandsOf(page);
    assert.deepEqual(commands, [{ kind: 'create-vault', passphrase: PASSPHRASE, ceremony: 'c0' }]);
    assert.equal(await chosen.inputValue(), '');
    assert.equal(await repeated.inputValue(), '');
    await page.close();
  });

  test('that is weak is allowed, with a warning', async () => {
    const page = await approvalWindow('first-run');
    const meter = page.getByRole('meter', { name: 'Strength' });
    await page.getByLabel('New passphrase').fill('sunshine');
    await page.getByRole('status').filter({ hasText: 'Easy to guess' }).waitFor();
    assert.equal(await meter.getAttribute('aria-valuetext'), 'Weak');
    await page.getByLabel('Repeat passphrase').fill('sunshine');
    await page.getByRole('button', { name: 'Create vault' }).click();
    assert.equal((await commandsOf(page)).length, 1);
    await page.getByLabel('New passphrase').fill(PASSPHRASE);
    await page.getByRole('status').filter({ hasText: 'Strong' }).waitFor();
    await page.close();
  });

  test('being typed with Caps Lock on is said so', async () => {
    const page = await approvalWindow('locked');
    await page
      .getByLabel('Passphrase', { exact: true })
      .evaluate((field) =>
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true })),
      );
    await page.getByRole('status').filter({ hasText: 'Caps Lock is on' }).waitFor();
    await page.close();
  });
});

describe('the popup', () => {
  const popup = (name: string) => openPage(browser.context, url('popup'), popupStates[name]);

  test('lists the keys of this site, and locks', async () => {
    const page = await popup('keys');
    await page.getByRole('heading', { name: 'Keys for github.com' }).waitFor();
    assert.equal(await page.getByRole('listitem').count(), 3);
    const [asked] = await page.evaluate(() => standIn.sent);
    assert.ok(asked?.kind === 'site-overview' && asked.tabId >= 0);
    await answerLater(page, popupStates.locked ?? {});
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByLabel('Passphrase', { exact: true }).waitFor();
    assert.deepEqual(await commandsOf(page), [{ kind: 'lock' }]);
    assert.equal(await page.getByRole('button', { name: 'Lock', exact: true }).count(), 0);
    await page.close();
  });

  test('unlocks', async () => {
    const page = await popup('locked');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await answerLater(page, popupStates.keys ?? {});
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('heading', { name: 'Keys for github.com' }).waitFor();
    assert.deepEqual(await commandsOf(page), [{ kind: 'unlock', passphrase: PASSPHRASE }]);
    await page.close();
  });

  test('brings a waiting request to the front', async () => {
    const page = await popup('waiting');
    await page.getByRole('button', { name: 'Show: Sign in to github.com' }).click();
    await page.waitForFunction(() => standIn.closed);
    assert.deepEqual(await commandsOf(page), [{ kind: 'show-waiting', ceremony: 'c1' }]);
    await page.close();
  });

  test('opens the page of all keys', async () => {
    const page = await popup('absent');
    const opening = browser.context.waitForEvent('page');
    await page.getByRole('link', { name: 'All keys' }).click();
    const opened = await opening;
    assert.equal(opened.url(), url('options', '#keys'));
    await opened.close();
    await page.close();
  });
});

describe('the page of all keys', () => {
  const options = (name: string) => openPage(browser.context, url('options', '#keys'), optionsStates[name]);

  test('lists every key with what is known of it', async () => {
    const page = await options('keys');
    assert.equal(await page.title(), 'All keys');
    const row = page.getByRole('row').filter({ hasText: 'github.com' });
    assert.match(
      (await row.textContent()) ?? '',
      /GitHub.*Mona Octocat.*octocat.*2 days ago.*ES256.*Passkey/,
    );
    assert.equal(await page.getByRole('row').count(), keys.length + 1);
    await page.close();
  });

  test('leaves the keys that match the search', async () => {
    const page = await options('keys');
    await page.getByRole('searchbox', { name: 'Search' }).fill('MONA amazon');
    await page.getByRole('status').filter({ hasText: '1 of 4 keys' }).waitFor();
    assert.equal(await page.getByRole('row').count(), 2);
    await page.getByRole('searchbox').fill('nothing like this');
    await page.getByText('No key matches your search.').waitFor();
    await page.close();
  });

  test('deletes a key only after it was confirmed', async () => {
    const page = await options('keys');
    const remove = page.getByRole('button', { name: 'Delete the key octocat on github.com' });
    const dialog = page.getByRole('dialog', { name: 'Delete the key for github.com?' });
    await remove.click();
    await assertAccessible(page, 'dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await remove.click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await commandsOf(page), []);
    await remove.click();
    await answerLater(page, { 'all-keys': { ok: true, value: { keys: keys.slice(1) } } });
    await dialog.getByRole('button', { name: 'Delete key' }).click();
    await page.getByRole('status').filter({ hasText: 'The key for github.com was deleted.' }).waitFor();
    assert.deepEqual(await commandsOf(page), [{ kind: 'delete-key', key: 'k1' }]);
    assert.equal(await remove.count(), 0);
    await page.close();
  });

  test('gives a key a name of its own, by keyboard', async () => {
    const page = await options('keys');
    await page.getByRole('button', { name: 'Rename the key octocat on github.com' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'What do you call the key for github.com?' });
    assert.equal(await focused(page), 'input#label');
    await assertAccessible(page, 'renaming');
    await page.keyboard.type('<img onerror>');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: 'The key for github.com has its name.' }).waitFor();
    assert.deepEqual(await commandsOf(page), [{ kind: 'label-key', key: 'k1', label: '<img onerror>' }]);
    await page.close();
  });

  test('says why a key got no name', async () => {
    const page = await options('keys');
    await answerLater(page, { 'label-key': { ok: false, problem: 'storage-failed' } });
    await page.getByRole('button', { name: 'Rename the key octocat on github.com' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'could not save' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.close();
  });

  test('restores a deleted key, beside another one only where that is wanted', async () => {
    const page = await options('keys and deleted ones');
    const restore = page.getByRole('button', { name: 'Restore the key octocat on github.com' });
    await answerLater(page, { 'restore-key': { ok: false, problem: 'account-has-key' } });
    await restore.click();
    const dialog = page.getByRole('dialog', { name: 'Restore a second key for github.com?' });
    await assertAccessible(page, 'restoring beside');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await restore.click();
    await answerLater(page, { 'restore-key': { ok: true, value: {} } });
    await dialog.getByRole('button', { name: 'Restore beside it' }).click();
    await page.getByRole('status').filter({ hasText: 'The key for github.com was restored.' }).waitFor();
    const plain = { kind: 'restore-key', key: 'd0' };
    assert.deepEqual(await commandsOf(page), [plain, plain, { ...plain, beside: true }]);
    await page.close();
  });

  test('deletes a deleted key for good only after it was confirmed', async () => {
    const page = await options('keys and deleted ones');
    const name = 'Delete for good: the key octocat on github.com';
    await page.getByRole('table', { name: 'Deleted keys' }).getByRole('button', { name }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete the key for github.com for good?' });
    await assertAccessible(page, 'deleting for good');
    assert.deepEqual(await commandsOf(page), []);
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('status').filter({ hasText: 'is gone for good' }).waitFor();
    assert.deepEqual(await commandsOf(page), [{ kind: 'delete-for-good', key: 'd0' }]);
    await page.close();
  });

  test('says why a key was not restored', async () => {
    const page = await options('keys and deleted ones');
    await answerLater(page, { 'restore-key': { ok: false, problem: 'vault-locked' } });
    await page.getByRole('button', { name: 'Restore the key octocat on github.com' }).click();
    await page.getByRole('status').filter({ hasText: 'Xenon is locked' }).waitFor();
    await page.close();
  });

  test('says why a key was not deleted', async () => {
    const page = await options('keys');
    await answerLater(page, { 'delete-key': { ok: false, problem: 'vault-locked' } });
    await page.getByRole('button', { name: 'Delete the key octocat on github.com' }).click();
    await page.getByRole('button', { name: 'Delete key' }).click();
    await page.getByRole('alert').filter({ hasText: 'Xenon is locked' }).waitFor();
    await page.close();
  });

  test('unlocks', async () => {
    const page = await options('locked');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await answerLater(page, optionsStates.keys ?? {});
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('table', { name: 'All keys' }).waitFor();
    await page.close();
  });

  test('draws a long list in parts', async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({ ...keys[0], key: `k${index}` }));
    const answers = { ...optionsStates.keys, 'all-keys': { ok: true, value: { keys: many } } };
    const page = await openPage(browser.context, url('options'), answers);
    const more = page.getByRole('button', { name: 'Show more' });
    await more.click();
    assert.equal(await page.getByRole('row').count(), 201);
    await more.click();
    assert.equal(await page.getByRole('row').count(), 251);
    assert.equal(await more.count(), 0);
    await page.close();
  });
});
