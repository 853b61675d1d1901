/** Deleting, having back, and what both real stores still hold after 30 days. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';
import { answerTo, errorCodeOf, register, sign } from './u2f/u2f-calls';

const DEVICE_INELIGIBLE = 4;
const asked = (...keyHandles: string[]) => ({ appId: '', challenge: 'Y2hhbGxlbmdl', keyHandles });

let stage: Stage;
before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());

/** Deletes the only key that the options page lists, as a person does. */
async function deleteOnlyKey(): Promise<void> {
  const { page } = stage.own;
  await page.reload();
  await page.getByRole('button', { name: /^Delete the key.*localhost$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete key' }).click();
  await page.getByRole('table', { name: 'Deleted keys' }).waitFor();
}

async function restoreOnlyKey(): Promise<void> {
  await stage.own.page.getByRole('button', { name: /^Restore the key/ }).click();
  await stage.own.page.getByRole('table', { name: 'All keys' }).waitFor();
}

test('a deleted passkey comes back from the options page and signs its owner in', async () => {
  const { context } = stage;
  const page = await stage.open('/passkey');
  await signUp(context, page, 'carol');
  await deleteOnlyKey();
  await restoreOnlyKey();
  assert.equal(await stage.own.page.getByRole('table', { name: 'Deleted keys' }).count(), 0);
  await page.goto(`${stage.party.url()}/passkey`);
  const window = await windowOpenedBy(context, () => signInWithPasskey(page));
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);
  assert.equal(stage.party.log.at(-1)?.verified, true);
  await stage.closeTabs();
  await stage.own.deleteAllKeys();
});

test('a deleted U2F key is to its site like one that never was, locked or not, until it is restored', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => register(page, asked()));
  await approve(window);
  const handle = handleOf(await answerTo(page));
  await closed(window);
  await deleteOnlyKey();
  await sign(page, asked(handle), undefined, 'deleted');
  assert.equal(await errorCodeOf(page, 'deleted'), DEVICE_INELIGIBLE);
  assert.deepEqual(openWindows(stage.context), []);
  await stage.own.lock();
  // As for any handle that it does not know, a locked vault is unlocked first.
  const locked = await windowOpenedBy(stage.context, () => sign(page, asked(handle), undefined, 'locked'));
  await unlock(locked, PASSPHRASE);
  assert.equal(await errorCodeOf(page, 'locked'), DEVICE_INELIGIBLE);
  await stage.own.page.reload();
  await stage.own.page
    .getByRole('row', { name: /Security key/ })
    .getByRole('button', { name: /^Restore/ })
    .click();
  await stage.own.page.getByRole('table', { name: 'All keys' }).waitFor();
  const again = await windowOpenedBy(stage.context, () => sign(page, asked(handle), undefined, 'again'));
  await approve(again);
  assert.equal((await answerTo(page, 'again')).keyHandle, handle);
  await closed(again);
});

test('after 30 days nothing of a deleted key is left in either store', async () => {
  for (const { key } of await stage.own.keys()) await stage.own.told({ kind: 'delete-key', key });
  assert.equal((await stores(stage.own.page)).durable.length, 2);
  assert.equal((await stores(stage.own.page)).mirrored.length, 3, 'two records, and one list of them');
  await stage.inWorker(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 30 * 24 * 60 * 60_000 + 1_000;
  });
  // The clock has jumped, as over a long sleep: the vault has locked itself.
  await stage.own.unlock();
  await stage.own.page.reload();
  await stage.own.page.getByText('Xenon has no keys yet').waitFor();
  assert.deepEqual(await stores(stage.own.page), { durable: [], mirrored: [] });
});

function handleOf({ registrationData }: Record<string, unknown>): string {
  const data = Buffer.from(String(registrationData), 'base64url');
  return data.subarray(67, 67 + (data[66] ?? 0)).toString('base64url');
}

/** The names of all records, and of the mirror's lists. */
function stores(page: Page): Promise<{ durable: IDBValidKey[]; mirrored: string[] }> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
    const database = await result(indexedDB.open('xenon'));
    const durable = await result(database.transaction('records').objectStore('records').getAllKeys());
    database.close();
    const names = Object.keys(await chrome.storage.local.get(null));
    return { durable, mirrored: names.filter((name) => /^(record|site)\./.test(name)) };
  });
}
