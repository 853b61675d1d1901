/** The two stores under the worker's own source and engine: what one has lost, what both have, what was old. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, beforeEach, mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { VaultDamage } from '../../../../extension/messages/from-user';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { mirrorStore } from '../../../../extension/service-worker/vault-storage/mirror-store';
import { forgetRecords } from '../../../../extension/service-worker/vault-storage/read-records';
import type { VaultStore } from '../../../../extension/service-worker/vault-storage/stored';
import { CREATION, PASSPHRASE, startWorker, type WorkerStage } from '../../worker-stage';

const STORES = { durable: durableStore, mirror: mirrorStore };
const BOTH = Object.values(STORES);
const NO_DAMAGE: VaultDamage = {
  unreadable: 0,
  missing: 0,
  rolledBack: false,
  uncertain: false,
  ways: false,
  older: false,
};

let stage: WorkerStage;
let users = 0;

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
});
after(() => stage.told({ kind: 'lock' }));

beforeEach(async () => {
  await addKey();
  await addKey();
});

async function addKey(): Promise<void> {
  users += 1;
  const user = { id: btoa(`user ${users}`).replaceAll('=', ''), name: `user ${users}`, displayName: '' };
  const outcome = await stage.approved(stage.open(), 'create', { ...CREATION, user });
  assert.equal(outcome.outcome, 'created');
}

/** Locks, lets somebody at the stores, and unlocks; gives the damage that is known when all is compared. */
async function afterHurting(hurt: () => Promise<void>): Promise<VaultDamage | undefined> {
  await stage.told({ kind: 'lock' });
  await hurt();
  forgetRecords();
  await unlock();
  return (await stage.told({ kind: 'vault-state' })).damage;
}

async function unlock(): Promise<void> {
  const compared = mock.method(durableStore, 'allRecords');
  await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
  while (compared.mock.callCount() === 0) await pause(5);
  compared.mock.restore();
  await pause(100);
}

const content = async (store: VaultStore) => ({
  head: await store.head(),
  records: (await store.allRecords()).sort((a, b) => (a.id < b.id ? -1 : 1)),
});

async function putBack(store: VaultStore, was: Awaited<ReturnType<typeof content>>): Promise<void> {
  const isOld = new Set(was.records.map(({ id }) => id));
  const strangers = (await store.allRecords()).filter(({ id }) => !isOld.has(id));
  const { header, manifest } = was.head;
  assert.ok(header && manifest);
  await store.write({ header, manifest, put: was.records, remove: strangers.map(({ id }) => id) });
}

const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));

for (const [name, store] of Object.entries(STORES)) {
  test(`${name}: a record that is gone is had back from the other`, async () => {
    const before = await content(store);
    const gone = before.records.map(({ id }) => id);
    assert.equal(await afterHurting(() => store.write({ put: [], remove: gone })), undefined);
    assert.deepEqual(await content(store), before);
  });

  test(`${name}: damaged records, header and manifest are had back from the other`, async () => {
    const before = await content(store);
    const damage = await afterHurting(async () => {
      const put = before.records.map((one) => ({ ...one, sealed: flipped(one.sealed) }));
      const { header = new Uint8Array(), manifest = new Uint8Array() } = before.head;
      await store.write({ header: flipped(header), manifest: flipped(manifest), put, remove: [] });
    });
    assert.equal(damage, undefined);
    assert.deepEqual(await content(store), before);
  });

  test(`${name}: an older state of it gives way to the other’s`, async () => {
    const older = await content(store);
    await addKey();
    const newer = await content(store);
    assert.equal(await afterHurting(() => putBack(store, older)), undefined);
    assert.deepEqual(await content(store), newer);
  });
}

test('both stores say the same, with one generation more for each change', async () => {
  const before = await content(durableStore);
  assert.deepEqual(await content(mirrorStore), before);
  await addKey();
  const after = await content(durableStore);
  assert.deepEqual(await content(mirrorStore), after);
  assert.notDeepEqual(after.head.manifest, before.head.manifest);
});

test('what both have lost is told, and a new key changes nothing about it', async () => {
  const [lost] = (await content(durableStore)).records;
  const remove = [lost?.id ?? ''];
  const damage = await afterHurting(async () => {
    for (const store of BOTH) await store.write({ put: [], remove });
  });
  assert.deepEqual(damage, { ...NO_DAMAGE, missing: 1 });
  await addKey();
  assert.deepEqual(await afterHurting(async () => undefined), { ...NO_DAMAGE, missing: 1 });
  await stage.told({ kind: 'accept-damage' });
  assert.deepEqual(await stage.told({ kind: 'vault-state' }), { vault: 'unlocked' });
  assert.equal(await afterHurting(async () => undefined), undefined);
});

test('what neither can read stays where it is until the user goes on without it', async () => {
  const [hurt] = (await content(durableStore)).records;
  assert.ok(hurt);
  const put = [{ ...hurt, sealed: flipped(hurt.sealed) }];
  const damage = await afterHurting(async () => {
    for (const store of BOTH) await store.write({ put, remove: [] });
  });
  assert.deepEqual(damage, { ...NO_DAMAGE, unreadable: 1 });
  for (const store of BOTH) assert.equal((await store.records([hurt.id])).length, 1);
  await stage.told({ kind: 'accept-damage' });
  for (const store of BOTH) assert.equal((await store.records([hurt.id])).length, 0);
});

test('a deleted key that is back in both is told', async () => {
  const before = await content(durableStore);
  const { keys } = await stage.told({ kind: 'all-keys' });
  const gone = before.records.find(({ id }) => id === keys[0]?.key);
  assert.ok(gone);
  await stage.told({ kind: 'delete-key', key: gone.id });
  const damage = await afterHurting(async () => {
    for (const store of BOTH) await store.write({ put: [gone], remove: [] });
  });
  assert.equal(damage?.rolledBack, true);
  await stage.told({ kind: 'accept-damage' });
});

test('all of it older than what the browser has seen is told, and new keys are stored all the same', async () => {
  const older = await content(durableStore);
  await addKey();
  const damage = await afterHurting(async () => {
    for (const store of BOTH) await putBack(store, older);
  });
  assert.equal(damage?.older, true);
  await addKey();
  assert.equal((await afterHurting(async () => undefined))?.older, true, 'until the user knows of it');
  await stage.told({ kind: 'accept-damage' });
  assert.equal(await afterHurting(async () => undefined), undefined);
});

test('without any manifest nobody knows what is missing', async () => {
  const before = await content(durableStore);
  const damage = await afterHurting(async () => {
    for (const store of BOTH) await store.write({ manifest: new Uint8Array(), put: [], remove: [] });
  });
  assert.equal(damage?.uncertain, true);
  assert.deepEqual((await content(durableStore)).records, before.records);
  await stage.told({ kind: 'accept-damage' });
});

test('damage that is found when a key is stored is healed first, and the key is stored', async () => {
  const { head } = await content(durableStore);
  await durableStore.write({ manifest: flipped(head.manifest ?? new Uint8Array()), put: [], remove: [] });
  await addKey();
  assert.deepEqual(await content(mirrorStore), await content(durableStore));
  assert.deepEqual(await stage.told({ kind: 'vault-state' }), { vault: 'unlocked' });
});

test('a changed passphrase is in the manifest, and an older header in both is told', async () => {
  const { head } = await content(durableStore);
  const other = 'another passphrase of mine';
  await stage.told({ kind: 'change-passphrase', passphrase: PASSPHRASE, newPassphrase: other });
  assert.deepEqual(await content(mirrorStore), await content(durableStore));
  const { header } = head;
  assert.ok(header);
  const damage = await afterHurting(async () => {
    for (const store of BOTH) await store.write({ header, put: [], remove: [] });
  });
  assert.deepEqual(damage, { ...NO_DAMAGE, ways: true });
  await stage.told({ kind: 'accept-damage' });
});
