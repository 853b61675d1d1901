/** A page that would take a sign-in and asks nobody: it waits in the popup. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { abort, CREATION, call, errorOf, flagsOf, isPending, outcomeOf, REQUEST } from './page-calls';
import { badgeOver, openPopup, openPopupWithOffer, signInAs } from './popup';
import { openStage, type Stage } from './stage';
import { until } from './until';

const UP = 1;
const UV = 4;
const ALICE = { id: 'YWxpY2U', name: 'alice', displayName: 'Alice' };
const BOB = { id: 'Ym9i', name: 'bob', displayName: 'Bob' };

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  for (const user of [ALICE, BOB]) await createFor(user);
});
after(() => stage.close());
afterEach(async () => {
  await stage.closeTabs();
  await stage.own.unlock();
});

test('no window opens; the icon says that there is one, and the popup signs in', async () => {
  await ask();
  const popup = await openPopupWithOffer(stage, page);
  await popup.getByRole('heading', { name: 'Sign in to console.localhost' }).waitFor();
  assert.deepEqual(openWindows(stage.context), []);
  assert.equal(await isPending(page), true);
  await signInAs(popup, 'Alice');
  assert.equal(await userOf(page), ALICE.id);
  assert.equal((await flagsOf(page)) & (UP | UV), UP);
  await closed(popup);
  await badge('');
});

test('of several accounts each has its button, the most recently used one first', async () => {
  for (const [name, id] of [
    ['Bob', BOB.id],
    ['Alice', ALICE.id],
  ] as const) {
    page = await stage.open('/blank');
    await ask();
    const popup = await openPopupWithOffer(stage, page);
    await signInAs(popup, name);
    assert.equal(await userOf(page), id);
    await page.close();
    page = await stage.open('/blank');
    await ask();
    const again = await openPopupWithOffer(stage, page);
    const first = again.getByRole('button', { name: /^Sign in as/ }).first();
    assert.match((await first.textContent()) ?? '', new RegExp(name));
    await stage.closeTabs();
  }
});

test('only the named ones of the discoverable keys are offered', async () => {
  page = await stage.open('/blank');
  await ask();
  const popup = await openPopupWithOffer(stage, page);
  await signInAs(popup, 'Bob');
  const outcome = await outcomeOf(page);
  const id = 'credential' in outcome ? outcome.credential.id : '';
  await stage.closeTabs();
  page = await stage.open('/blank');
  await ask(page, { allowCredentials: [{ type: 'public-key', id }] });
  const filtered = await openPopupWithOffer(stage, page);
  assert.equal(await filtered.getByRole('button', { name: /^Sign in as/ }).count(), 1);
  await signInAs(filtered, 'Bob');
});

test('a stopped worker forgets nothing of it', async () => {
  page = await stage.open('/blank');
  await ask();
  await stage.own.stopWorker();
  const popup = await openPopupWithOffer(stage, page);
  await stage.own.stopWorker();
  await signInAs(popup, 'Alice');
  assert.equal(await userOf(page), ALICE.id);
});

test('locked: the popup unlocks first, and that verifies the user', async () => {
  await stage.own.lock();
  page = await stage.open('/blank');
  await ask();
  const popup = await openPopupWithOffer(stage, page);
  await popup.getByText('Unlock it to see whether it can sign you in').waitFor();
  await unlock(popup);
  await signInAs(popup, 'Alice');
  assert.equal((await flagsOf(page)) & (UP | UV), UP | UV);
});

test('required: the popup asks for the passphrase, and the answer says that the user was verified', async () => {
  page = await stage.open('/blank');
  await ask(page, { userVerification: 'required' });
  const popup = await openPopupWithOffer(stage, page);
  await popup.getByRole('button', { name: 'Sign in as Alice' }).click();
  await popup.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click();
  await popup.getByText('Wrong passphrase').waitFor();
  assert.equal(await isPending(page), true);
  await popup.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click();
  await popup.getByText(/^Sent to/).waitFor();
  assert.equal((await flagsOf(page)) & (UP | UV), UP | UV);
});

test('the page’s timeout does not end it, and its abort does', async () => {
  page = await stage.open('/blank');
  await ask(page, { timeout: 1 });
  await page.waitForTimeout(500);
  assert.equal(await isPending(page), true);
  await abort(page, 'enough');
  assert.equal(await errorOf(page), 'RangeError: enough');
  await badge('');
  const popup = await openPopup(stage, page);
  assert.equal(await popup.getByRole('button', { name: /^Sign in as/ }).count(), 0);
});

test('pages that leave, also while no worker runs, are forgotten', async () => {
  page = await stage.open('/blank');
  await ask();
  await page.goto(`${stage.party.url()}/blank?next`);
  await until(async () => (await ceremonies()).length === 0, 'nothing waits');
  await ask();
  await stage.own.stopWorker();
  await page.close();
  page = await stage.open('/blank', 'other.localhost');
  await ask();
  await until(async () => (await ceremonies()).length === 1, 'one waits');
});

test('a site without a key here shows nothing, and waits', async () => {
  page = await stage.open('/blank', 'other.localhost');
  await ask();
  const popup = await openPopup(stage, page);
  await popup.getByText('No key for this site yet').waitFor();
  assert.equal(await isPending(page), true);
  await badge('');
});

test('a modal request after the abort is asked as any other', async () => {
  page = await stage.open('/blank');
  await ask();
  await abort(page, 'enough');
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST, 'modal'));
  await window.getByRole('radio', { name: /Bob/ }).check();
  assert.equal(await window.getByRole('radio').count(), 2);
  await approve(window);
  const outcome = await outcomeOf(page, 'modal');
  assert.equal('credential' in outcome && outcome.credential.response.userHandle, BOB.id);
});

function ask(where = page, changes: object = {}): Promise<void> {
  return call(where, 'get', { ...REQUEST, ...changes }, 'call', { mediation: 'conditional' });
}

async function createFor(user: object): Promise<void> {
  const options = { ...CREATION, user, authenticatorSelection: { residentKey: 'required' } };
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', options));
  await approve(window);
  await outcomeOf(page);
  await closed(window);
}

async function userOf(where: Page): Promise<string | undefined> {
  const outcome = await outcomeOf(where);
  return 'credential' in outcome ? outcome.credential.response.userHandle : outcome.error.message;
}

async function badge(text: string): Promise<void> {
  await until(async () => (await badgeOver(stage, page)) === text, `the icon says "${text}"`);
}

/** What is kept of waiting ceremonies. */
function ceremonies(): Promise<string[]> {
  return stage.own.page.evaluate(async () =>
    Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith('ceremony.')),
  );
}
