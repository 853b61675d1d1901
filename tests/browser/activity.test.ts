/** The activity log of real ceremonies: how each of them ended, in words. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { ActivityEntry } from '../../extension/messages/activity';
import { approve, closed, unlock, windowOpenedBy } from './approval';
import { abort, CREATION, call, outcomeOf, REQUEST } from './page-calls';
import { openStage, type Stage } from './stage';
import { BUILT_IN, register } from './u2f/u2f-calls';

const SITE = 'console.localhost';
const DISCOVERABLE = { authenticatorSelection: { residentKey: 'required' } };

let stage: Stage;
let page: Page;
let log: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  await approved(() => call(page, 'create', { ...CREATION, ...DISCOVERABLE }));
});
after(() => stage.close());
beforeEach(async () => {
  await stage.closeTabs();
  await stage.own.unlock();
  await stage.own.told({ kind: 'clear-activity' });
  page = await stage.open('/blank');
});

const asked = (act: () => Promise<unknown>) => windowOpenedBy(stage.context, act);

async function approved(act: () => Promise<unknown>): Promise<void> {
  const window = await asked(act);
  await approve(window);
  await outcomeOf(page);
  await closed(window);
}

async function answered(button: string, act: () => Promise<unknown>): Promise<void> {
  const window = await asked(act);
  await window.getByRole('button', { name: button }).click();
  await closed(window);
}

async function openLog(): Promise<Page> {
  log = await stage.context.newPage();
  await log.goto(`chrome-extension://${stage.browser.extensionId}/options/options.html#activity`);
  await log.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
  return log;
}

/** The cells of the newest entry but its time, once there are `count`: a page may have its answer before. */
async function newest(count = 1): Promise<string[]> {
  await noted(count);
  await openLog();
  const cells = log.getByRole('row').nth(1).getByRole('cell');
  await cells.first().waitFor();
  const [time = '', ...words] = await cells.allInnerTexts();
  assert.match(time, new RegExp(String(new Date().getFullYear())));
  return words.map((word) => word.replace(/\s+/g, ' '));
}

async function noted(count: number): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    if ((await stage.own.told({ kind: 'activity' })).entries.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing was noted');
}

const HERE = () => new URL(stage.party.url()).host;

describe('an entry says how it ended', () => {
  test('a sign-in: done, for the account', async () => {
    await approved(() => call(page, 'get', REQUEST));
    assert.deepEqual(await newest(), [`${SITE} ${HERE()}`, 'alice', 'Sign-in', 'Done']);
  });

  test('a new key: done, for the account', async () => {
    const user = { ...CREATION.user, id: 'Ym9i', name: 'bob' };
    await approved(() => call(page, 'create', { ...CREATION, user }));
    assert.deepEqual((await newest()).slice(1), ['bob', 'New key', 'Done']);
  });

  test('a page on a look-alike: what it asked for, and where it is', async () => {
    page = await stage.open('/blank', 'c0nsole.localhost');
    await call(page, 'get', { ...REQUEST, rpId: SITE });
    await outcomeOf(page);
    assert.equal(
      (await newest()).at(-1),
      'Failed The site asked for a key of console.localhost, but the page is on c0nsole.localhost. ' +
        'Check the address: it may imitate another one.',
    );
  });

  test('denied', async () => {
    await answered('Deny', () => call(page, 'get', REQUEST));
    assert.equal((await newest()).at(-1), 'Failed You denied it.');
  });

  test('the window closed: denied', async () => {
    const window = await asked(() => call(page, 'get', REQUEST));
    await window.close();
    await outcomeOf(page);
    assert.equal((await newest()).at(-1), 'Failed You denied it.');
  });

  test('another device', async () => {
    await answered('Use another device', () => call(page, 'get', REQUEST));
    assert.equal((await newest()).at(-1), 'Left to the browser You chose another device.');
  });

  test('the page aborted', async () => {
    const window = await asked(() => call(page, 'get', REQUEST));
    await abort(page, 'no more');
    await closed(window);
    assert.equal((await newest()).at(-1), 'Failed The page took its request back.');
  });

  test('the page was left', async () => {
    const window = await asked(() => call(page, 'get', REQUEST));
    await page.goto('about:blank');
    await closed(window);
    assert.match((await newest()).at(-1) ?? '', /^Failed The page was closed or left before/);
  });

  test('no key of ours is named', async () => {
    const allowCredentials = [{ type: 'public-key', id: 'Zm9yZWlnbg' }];
    await call(page, 'get', { ...REQUEST, allowCredentials });
    assert.match(
      (await newest()).at(-1) ?? '',
      /^Left to the browser Xenon has no key that console.localhost accepts here./,
    );
  });

  test('an excluded key', async () => {
    const request = { ...CREATION, ...DISCOVERABLE, excludeCredentials: [] as object[] };
    await approved(() => call(page, 'create', request));
    const outcome = await outcomeOf(page);
    assert.ok('credential' in outcome);
    request.excludeCredentials = [{ type: 'public-key', id: outcome.credential.id }];
    const window = await asked(() => call(page, 'create', request));
    await approve(window);
    await outcomeOf(page);
    await window.close();
    assert.match((await newest(2)).at(-1) ?? '', /^Failed Xenon has a key for this account already/);
  });

  test('more windows than a page may open', async () => {
    for (const name of ['a', 'b', 'c'])
      await asked(async () => {
        const other = await page.evaluateHandle(() =>
          document.body.appendChild(document.createElement('iframe')),
        );
        const frame = await other.asElement()?.contentFrame();
        await frame?.goto(`${stage.party.url()}/blank`);
        if (frame) await call(frame, 'create', CREATION, name);
      });
    await call(page, 'create', CREATION);
    await outcomeOf(page);
    assert.match((await newest()).at(-1) ?? '', /^Failed The page asked too often at once./);
  });

  test('an AppID of another site, through U2F', async () => {
    const strange = { appId: 'https://example.com', challenge: 'Y2hhbGxlbmdl', keyHandles: [] };
    await register(page, strange, BUILT_IN);
    assert.match(
      (await newest()).at(-1) ?? '',
      /^Failed The site asked for a key of https:\/\/example.com, which pages on /,
    );
  });

  test('under a standing approval: that nobody was asked', async () => {
    const window = await asked(() => call(page, 'get', REQUEST));
    await window.getByLabel("Don't ask again on this site for 3 hours").check();
    await approve(window);
    await outcomeOf(page);
    await closed(window);
    await page.locator('body').click();
    await call(page, 'get', REQUEST, 'again');
    await outcomeOf(page, 'again');
    assert.equal((await newest(2)).at(-1), 'Done Not asked: you had allowed it for 3 hours.');
    await stage.own.lock();
  });

  test('locked: denied, and read after the next unlocking', async () => {
    await stage.own.lock();
    await answered('Deny', () => call(page, 'get', REQUEST));
    await openLog();
    await unlock(log);
    assert.equal(
      (await log.getByRole('row').nth(1).getByRole('cell').last().innerText()).replace(/\s+/g, ' '),
      'Failed You denied it.',
    );
  });
});

describe('the page of the log', () => {
  test('leaves out what does not match', async () => {
    await answered('Deny', () => call(page, 'get', REQUEST));
    await approved(() => call(page, 'get', REQUEST));
    await noted(2);
    await openLog();
    await log.getByText('2 of 2 entries').waitFor();
    await log.getByLabel('Result').selectOption('Failed');
    await log.getByText('1 of 2 entries').waitFor();
    await log.getByLabel('Kind').selectOption('New key');
    await log.getByText('No entry matches.').waitFor();
    await log.getByLabel('Result').selectOption('All results');
    await log.getByLabel('Kind').selectOption('All kinds');
    await log.getByLabel('Search').fill('ALICE');
    await log.getByText('1 of 2 entries').waitFor();
  });

  test('is exported as JSON', async () => {
    await approved(() => call(page, 'get', REQUEST));
    await noted(1);
    await openLog();
    const downloading = log.waitForEvent('download');
    await log.getByRole('button', { name: 'Export as JSON' }).click();
    const download = await downloading;
    assert.match(download.suggestedFilename(), /^xenon-activity-\d{4}-\d\d-\d\d\.json$/);
    const [entry, ...others] = JSON.parse(readFileSync(await download.path(), 'utf8')) as ActivityEntry[];
    assert.deepEqual(others, []);
    const { at, ...rest } = entry as ActivityEntry;
    assert.ok(Date.now() - at < 60_000);
    const origin = new URL(stage.party.url()).origin;
    assert.deepEqual(rest, { kind: 'get', result: 'done', rpId: SITE, origin, account: 'alice' });
  });

  test('is cleared by keyboard, after a question', async () => {
    await approved(() => call(page, 'get', REQUEST));
    await noted(1);
    await openLog();
    await log.getByRole('button', { name: 'Clear', exact: true }).press('Enter');
    const dialog = log.getByRole('dialog', { name: 'Clear the activity log?' });
    await pressed(dialog.getByRole('button', { name: 'Cancel' }));
    await dialog.waitFor({ state: 'detached' });
    await log.getByText('1 of 1 entries').waitFor();
    await log.getByRole('button', { name: 'Clear', exact: true }).press('Enter');
    await log.keyboard.press('Tab');
    await pressed(dialog.getByRole('button', { name: 'Clear the log' }));
    await log.getByText('The activity log was cleared.').waitFor();
    await log.getByText('Nothing yet.').waitFor();
  });

  test('survives a stopped worker', async () => {
    await approved(() => call(page, 'get', REQUEST));
    await noted(1);
    await stage.own.stopWorker();
    assert.equal((await newest()).at(-1), 'Done');
  });
});

/** Presses Enter on what has the focus already. */
async function pressed(button: Locator): Promise<void> {
  await button.waitFor();
  assert.equal(await button.evaluate((node) => node === document.activeElement), true);
  await log.keyboard.press('Enter');
}
