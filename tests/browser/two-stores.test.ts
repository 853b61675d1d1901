/** The two real stores: what one has lost comes back, and what both have lost is said where its owner looks. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approve, closed, unlock, windowOpenedBy } from './approval';
import { assertAccessible } from './pages/judges';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

let stage: Stage;
before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  const page = await stage.open('/passkey');
  for (const name of ['carol', 'dave']) await signUp(stage.context, page, name);
  await stage.closeTabs();
});
after(() => stage.close());

/** Changes every record of IndexedDB: `bytes` are those of one sealed record. */
async function hurtDurable(change: 'flip' | 'remove'): Promise<void> {
  await stage.own.page.evaluate(async (how) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('xenon');
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction('records', 'readwrite');
    const cursor = transaction.objectStore('records').openCursor();
    cursor.onsuccess = () => {
      const found = cursor.result;
      if (!found) return;
      if (how === 'remove') found.delete();
      else found.update({ ...found.value, sealed: found.value.sealed.map((byte: number) => byte ^ 1) });
      found.continue();
    };
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, change);
}

async function hurtMirror(): Promise<void> {
  await stage.own.page.evaluate(async () => {
    const everything = await chrome.storage.local.get<Record<string, unknown>>(null);
    const records = Object.keys(everything).filter((key) => key.startsWith('record.'));
    await chrome.storage.local.remove(records.slice(0, 1));
  });
}

/** Locks, so that the worker has nothing in memory; hurts; unlocks; and waits until all is compared. */
async function afterHurting(hurt: () => Promise<void>): Promise<void> {
  await stage.own.lock();
  await stage.own.stopWorker();
  await hurt();
  await stage.own.unlock();
}

/** Of either store, how many records it has that are as they were. */
async function whole(): Promise<{ durable: number; mirror: number }> {
  return stage.own.page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('xenon');
      request.onsuccess = () => resolve(request.result);
    });
    const all = database.transaction('records').objectStore('records').getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    database.close();
    const mirrored = await chrome.storage.local.get<Record<string, { sealed: string }>>(null);
    const same = all.result.filter(
      ({ id, sealed }: { id: string; sealed: Uint8Array }) =>
        mirrored[`record.${id}`]?.sealed === sealed.toBase64(),
    );
    const mirror = Object.keys(mirrored).filter((key) => key.startsWith('record.')).length;
    return { durable: same.length, mirror };
  });
}

async function healed(): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    const { durable, mirror } = await whole();
    if (durable === 2 && mirror === 2) return;
    await stage.own.page.waitForTimeout(50);
  }
  assert.fail(`not healed: ${JSON.stringify(await whole())}`);
}

async function signInAs(name: string): Promise<void> {
  const page = await stage.open('/passkey');
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await window.getByRole('radio', { name }).check();
  await approve(window);
  await signedIn(page, name);
  await closed(window);
  await stage.closeTabs();
}

for (const change of ['flip', 'remove'] as const) {
  test(`${change}: the durable store gets every record back from the mirror`, async () => {
    await afterHurting(() => hurtDurable(change));
    await healed();
    await signInAs('carol');
  });
}

test('the mirror gets a record back, and nothing is said, for nothing is lost', async () => {
  await afterHurting(hurtMirror);
  await healed();
  await stage.own.page.reload();
  await stage.own.page.getByRole('table', { name: 'All keys' }).waitFor();
  assert.equal(await stage.own.page.getByText('Some keys may be lost').count(), 0);
});

test('the stores that were hurt while a request waited are whole when it is approved', async () => {
  await stage.own.lock();
  const page = await stage.open('/passkey');
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await hurtDurable('flip');
  await unlock(window);
  await window.getByRole('radio', { name: 'dave' }).check();
  await approve(window);
  await signedIn(page, 'dave');
  await closed(window);
  await stage.closeTabs();
  await healed();
});

test('what both have lost is said, and the user goes on with the rest, by keyboard', async () => {
  await afterHurting(async () => {
    const [lost] = await stage.own.page.evaluate(async () =>
      Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith('record.')),
    );
    assert.ok(lost);
    await stage.own.page.evaluate((key) => chrome.storage.local.remove(key), lost);
    await hurtDurable('remove');
  });
  const { page } = stage.own;
  const notice = page.getByRole('heading', { name: 'Some keys may be lost' });
  for (let time = 0; time < 100 && (await notice.count()) === 0; time += 1) {
    await page.reload();
    await page.locator('#content:not([aria-busy])').waitFor();
  }
  await page.getByText('Keys that are missing: 1.').waitFor();
  await assertAccessible(page, 'keys lost');
  await page.getByRole('button', { name: 'Go on with the keys that are here' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Go on with the keys that are here?' });
  await assertAccessible(page, 'going on');
  await dialog.getByRole('button', { name: 'Go on' }).press('Enter');
  await page.getByText('From now on, the keys that are here count as all of them.').waitFor();
  assert.equal(await notice.count(), 0);
  assert.equal((await stage.own.keys()).length, 1);
});
