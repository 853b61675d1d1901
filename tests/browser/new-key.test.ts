/** What a new key does to an old one of its account, and whether it may ever leave this device. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from './approval';
import { CREATION, call, errorOf, flagsOf, outcomeOf, REQUEST } from './page-calls';
import { openStage, type Stage } from './stage';

const BE = 8;
const BS = 16;
const REPLACES = 'Approving replaces the key that Xenon has for this account:';
const BOUND = 'Keep this key on this device only';

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());
afterEach(async () => {
  await stage.closeTabs();
  await stage.own.deleteAllKeys();
});

test('the window says which key is replaced; then the new one answers, and the old one is gone', async () => {
  page = await stage.open('/blank');
  const [old] = [await made(await asked())];
  const window = await asked();
  const notice = window.locator('.notice').filter({ hasText: REPLACES });
  assert.match((await notice.textContent()) ?? '', /Alice.*Created/);
  const fresh = await made(window);
  assert.notEqual(fresh, old);
  assert.equal((await stage.own.keys()).length, 1);
  assert.equal(await signedWith(), fresh);
});

test('denied: the old key stays', async () => {
  page = await stage.open('/blank');
  const old = await made(await asked());
  const window = await asked();
  await window.getByRole('button', { name: 'Deny' }).click();
  assert.match(await errorOf(page, 'create'), /^NotAllowedError/);
  await closed(window);
  assert.equal(await signedWith(), old);
});

test('where storage fails, the old key still answers', async () => {
  page = await stage.open('/blank');
  const old = await made(await asked());
  const window = await asked();
  await stage.inWorker(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
  });
  await approve(window);
  assert.match(await errorOf(page, 'create'), /^NotAllowedError/);
  await window.getByText('could not save the change').waitFor();
  await window.close();
  await stage.own.stopWorker();
  assert.equal(await signedWith(), old);
  assert.equal((await stage.own.keys()).length, 1);
});

test('another account, and a key that is no passkey, replace nothing', async () => {
  page = await stage.open('/blank');
  await made(await asked());
  const bob = { user: { id: 'Ym9i', name: 'bob', displayName: 'Bob' } };
  for (const changes of [bob, { authenticatorSelection: { residentKey: 'discouraged' } }]) {
    const window = await asked(changes);
    await window.getByRole('button', { name: /^Approve/ }).waitFor();
    assert.equal(await window.getByText(REPLACES).count(), 0);
    await made(window);
  }
  assert.equal((await stage.own.keys()).length, 3);
});

test('a key may be backed up one day, and says that it is not', async () => {
  page = await stage.open('/blank');
  const window = await asked();
  assert.equal(await window.getByRole('checkbox', { name: BOUND }).isChecked(), false);
  await made(window);
  assert.equal((await flagsOf(page, 'create')) & (BE | BS), BE);
});

test('a key that the user binds to this device says so for life', async () => {
  page = await stage.open('/blank');
  const window = await asked();
  await window.getByRole('checkbox', { name: BOUND }).check();
  await made(window);
  assert.equal((await flagsOf(page, 'create')) & (BE | BS), 0);
  await signedWith();
  assert.equal((await flagsOf(page, 'get')) & (BE | BS), 0);
});

test('the settings decide for new keys, until the user decides otherwise for one', async () => {
  const settings = await stage.context.newPage();
  await settings.goto(`chrome-extension://${stage.browser.extensionId}/options/options.html#advanced`);
  await settings.getByRole('checkbox', { name: 'New keys stay on this device only' }).check();
  await settings.getByText('Saved.').waitFor();
  await stage.own.stopWorker();
  page = await stage.open('/blank');
  const bound = await asked();
  assert.equal(await bound.getByRole('checkbox', { name: BOUND }).isChecked(), true);
  await made(bound);
  assert.equal((await flagsOf(page, 'create')) & BE, 0);
  const free = await asked();
  await free.getByRole('checkbox', { name: BOUND }).uncheck();
  await made(free);
  assert.equal((await flagsOf(page, 'create')) & BE, BE);
  await stage.own.told({ kind: 'change-settings', settings: { deviceBound: false, attestation: true } });
});

test('an attestation is given to sites that ask, unless the settings say otherwise', async () => {
  page = await stage.open('/blank');
  for (const [attestation, format] of [
    [true, 'packed'],
    [false, 'none'],
  ] as const) {
    await stage.own.told({ kind: 'change-settings', settings: { deviceBound: false, attestation } });
    await made(await asked({ attestation: 'direct' }));
    const outcome = await outcomeOf(page, 'create');
    assert.ok('credential' in outcome);
    const object = Buffer.from(outcome.credential.response.attestationObject ?? '', 'base64url');
    assert.ok(object.includes(`cfmt${textHeader(format)}${format}`), format);
  }
  await stage.own.told({ kind: 'change-settings', settings: { deviceBound: false, attestation: true } });
});

/** How CBOR begins a short text. */
function textHeader({ length }: string): string {
  return String.fromCharCode(0x60 + length);
}

function asked(changes: object = {}): Promise<Page> {
  const options = { ...CREATION, authenticatorSelection: { residentKey: 'required' }, ...changes };
  return windowOpenedBy(stage.context, () => call(page, 'create', options, 'create'));
}

/** Approves, and gives the new key's id. */
async function made(window: Page): Promise<string> {
  await approve(window);
  const outcome = await outcomeOf(page, 'create');
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  await closed(window);
  return outcome.credential.id;
}

/** The id of the key that signs in where none is named. */
async function signedWith(): Promise<string> {
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST, 'get'));
  await approve(window);
  const outcome = await outcomeOf(page, 'get');
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  await closed(window);
  return outcome.credential.id;
}
