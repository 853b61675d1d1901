/** A leaked passphrase: everything gets another key, and whatever comes in between, nothing is lost. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, mock, test } from 'node:test';
import { compareStores } from '../../../../extension/service-worker/vault/store-comparison';
import { openVault } from '../../../../extension/service-worker/vault/vault-session';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { mirrorStore } from '../../../../extension/service-worker/vault-storage/mirror-store';
import { forgetRecords } from '../../../../extension/service-worker/vault-storage/read-records';
import { CREATION, PASSPHRASE, REQUEST, startWorker, until, type WorkerStage } from '../../worker-stage';

const STORES = { durable: durableStore, mirror: mirrorStore };
type Store = keyof typeof STORES;

let stage: WorkerStage;
let passphrase = PASSPHRASE;
let times = 0;

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase });
  for (const user of ['alice', 'bob', 'carol']) await addKey(user);
  await stage.told({ kind: 'delete-key', key: await keyOf('carol') });
});
beforeEach(forgetRecords);
afterEach(() => {
  mock.restoreAll();
  stage.closeWindows();
});

const keys = async () => (await stage.told({ kind: 'all-keys' })).keys;

async function addKey(name: string): Promise<void> {
  const user = { id: btoa(name).replaceAll('=', ''), name, displayName: '' };
  const outcome = await stage.approved(stage.open(), 'create', { ...CREATION, user });
  assert.equal(outcome.outcome, 'created');
}

async function keyOf(name: string): Promise<string> {
  const found = (await keys()).find(({ userName }) => userName === name);
  assert.ok(found, `no key of ${name}`);
  return found.key;
}

function reencrypt() {
  times += 1;
  const newPassphrase = `another passphrase ${times}`;
  return { newPassphrase, answer: stage.ask({ kind: 'reencrypt', passphrase, newPassphrase }) };
}

async function reencrypted(): Promise<void> {
  const { newPassphrase, answer } = reencrypt();
  assert.deepEqual(await answer, { ok: true, value: {} });
  passphrase = newPassphrase;
}

/** Locks, and opens again with the passphrase that counts; gives what is damaged when all is compared. */
async function reopened() {
  await stage.told({ kind: 'lock' });
  await stage.told({ kind: 'unlock', passphrase });
  await compareStores((await openVault()).vault);
  return (await stage.told({ kind: 'vault-state' })).damage;
}

async function idsIn(store: Store): Promise<string[]> {
  return (await STORES[store].allRecords()).map(({ id }) => id).sort();
}

/** Both keys, the deleted one, and nothing else in either store. */
async function assertWhole(names = ['alice', 'bob']): Promise<void> {
  assert.equal(await reopened(), undefined);
  assert.deepEqual((await keys()).map(({ userName }) => userName).sort(), names);
  const { deleted } = await stage.told({ kind: 'deleted-keys' });
  assert.deepEqual(
    deleted.map(({ userName }) => userName),
    ['carol'],
  );
  const durable = await idsIn('durable');
  assert.equal(durable.length, names.length + 1);
  assert.deepEqual(await idsIn('mirror'), durable);
  const lists = await chrome.storage.local.get<Record<string, string[]>>(null);
  const listed = Object.keys(lists).filter((key) => key.startsWith('site.'));
  assert.deepEqual(listed.flatMap((key) => lists[key] ?? []).sort(), durable);
}

async function assertStillOld(newPassphrase: string): Promise<void> {
  await stage.told({ kind: 'lock' });
  const refused = await stage.ask({ kind: 'unlock', passphrase: newPassphrase });
  assert.ok(!refused.ok && refused.problem === 'wrong-passphrase');
  await assertWhole();
}

test('every record gets another name and another key, and every key signs in as before', async () => {
  const before = await idsIn('durable');
  const old = passphrase;
  await reencrypted();
  const after = await idsIn('durable');
  assert.ok(before.every((id) => !after.includes(id)));
  const outcome = await stage.approved(stage.open(), 'get', REQUEST);
  assert.equal(outcome.outcome, 'signed');
  await stage.told({ kind: 'lock' });
  const refused = await stage.ask({ kind: 'unlock', passphrase: old });
  assert.ok(!refused.ok && refused.problem === 'wrong-passphrase');
  await assertWhole();
});

test('what was deleted can still be had back', async () => {
  await reencrypted();
  const { deleted } = await stage.told({ kind: 'deleted-keys' });
  await stage.told({ kind: 'restore-key', key: deleted[0]?.key ?? '' });
  await stage.told({ kind: 'delete-key', key: await keyOf('carol') });
  await assertWhole();
});

test('the activity log is still readable', async () => {
  const before = (await stage.told({ kind: 'activity' })).entries;
  assert.ok(before.length > 0);
  await reencrypted();
  assert.deepEqual((await stage.told({ kind: 'activity' })).entries, before);
});

test('other ways in are gone: they opened the old vault', async () => {
  const { code } = await stage.told({ kind: 'new-recovery-code' });
  await stage.told({ kind: 'add-recovery-code', passphrase, code });
  await stage.told({ kind: 'set-pin', passphrase, pin: '4711' });
  await reencrypted();
  const { ways } = await stage.told({ kind: 'security-state' });
  assert.equal(ways.recoveryCodeMadeAt, undefined);
  assert.equal(ways.pin, 'absent');
});

test('it needs the passphrase, and another one than that', async () => {
  const wrong = await stage.ask({ kind: 'reencrypt', passphrase: 'wrong one', newPassphrase: 'another one' });
  assert.ok(!wrong.ok && wrong.problem === 'wrong-passphrase');
  const same = await stage.ask({ kind: 'reencrypt', passphrase, newPassphrase: passphrase });
  assert.ok(!same.ok && same.problem === 'same-passphrase');
  const short = await stage.ask({ kind: 'reencrypt', passphrase, newPassphrase: 'short' });
  assert.ok(!short.ok && short.problem === 'passphrase-too-short');
  await assertWhole();
});

for (const store of ['durable', 'mirror'] as const) {
  test(`${store}: new records that cannot be written change nothing`, async () => {
    const { newPassphrase, answer } = reencrypt();
    const failing = mock.method(STORES[store], 'write', () =>
      Promise.reject(new DOMException('full', 'QuotaExceededError')),
    );
    const told = await answer;
    assert.ok(!told.ok && told.problem === 'storage-failed');
    failing.mock.restore();
    await assertStillOld(newPassphrase);
  });

  test(`${store}: a head that cannot be written leaves the old vault`, async () => {
    const { write } = STORES[store];
    mock.method(STORES[store], 'write', (changes: Parameters<typeof write>[0]) =>
      changes.header
        ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
        : write.call(STORES[store], changes),
    );
    const { newPassphrase, answer } = reencrypt();
    const told = await answer;
    assert.ok(!told.ok && told.problem === 'storage-failed');
    mock.restoreAll();
    assert.equal((await stage.told({ kind: 'vault-state' })).vault, 'locked');
    await assertStillOld(newPassphrase);
  });
}

test('a record that the store did not keep stops it before anything is exchanged', async () => {
  const { write } = durableStore;
  mock.method(durableStore, 'write', (changes: Parameters<typeof write>[0]) =>
    write.call(durableStore, { ...changes, put: changes.put.slice(1) }),
  );
  const { newPassphrase, answer } = reencrypt();
  const told = await answer;
  assert.ok(!told.ok && told.problem === 'storage-failed');
  mock.restoreAll();
  await assertStillOld(newPassphrase);
});

/** While one vault takes the other's place, neither can be asked. */
async function deleteDave(): Promise<void> {
  for (let key: string | undefined; key === undefined; ) {
    key = await keyOf('dave').catch(() => undefined);
    if (key) await stage.ask({ kind: 'delete-key', key });
  }
}

test('a key that is made and one that is deleted meanwhile are so in the new vault', async () => {
  const { write } = mirrorStore;
  let isMeanwhile = false;
  mock.method(mirrorStore, 'write', async (changes: Parameters<typeof write>[0]) => {
    await write.call(mirrorStore, changes);
    if (isMeanwhile || changes.put.length < 2) return;
    isMeanwhile = true;
    void addKey('dave').then(deleteDave);
    await until(() => (stage.chromium.windows.size > 0 ? true : undefined), 'the window');
  });
  await reencrypted();
  assert.ok(isMeanwhile);
  mock.restoreAll();
  await until(() => (stage.chromium.windows.size === 0 ? true : undefined), 'the end of the ceremony');
  const damage = await reopened();
  assert.equal(damage, undefined);
  const { deleted } = await stage.told({ kind: 'deleted-keys' });
  const dave = deleted.find(({ userName }) => userName === 'dave')?.key ?? (await keyOf('dave'));
  await stage.ask({ kind: 'delete-key', key: dave });
  const gone = (await stage.told({ kind: 'deleted-keys' })).deleted.find(
    ({ userName }) => userName === 'dave',
  );
  await stage.told({ kind: 'delete-for-good', key: gone?.key ?? '' });
  await assertWhole();
});

test('locking stops it, and the old vault is whole', async () => {
  const { write } = mirrorStore;
  mock.method(mirrorStore, 'write', async (changes: Parameters<typeof write>[0]) => {
    await write.call(mirrorStore, changes);
    if (changes.put.length > 1) await stage.told({ kind: 'lock' });
  });
  const { newPassphrase, answer } = reencrypt();
  const told = await answer;
  assert.ok(!told.ok, 'it was done');
  assert.equal(told.problem, 'vault-locked');
  mock.restoreAll();
  await assertStillOld(newPassphrase);
});

test('it says how far it is, and nothing when it is over', async () => {
  const seen: object[] = [];
  const { write } = mirrorStore;
  mock.method(mirrorStore, 'write', async (changes: Parameters<typeof write>[0]) => {
    await write.call(mirrorStore, changes);
    seen.push(await stage.told({ kind: 'reencryption-progress' }));
  });
  await reencrypted();
  assert.ok(seen.some((one) => 'progress' in one));
  assert.deepEqual(await stage.told({ kind: 'reencryption-progress' }), {});
});
