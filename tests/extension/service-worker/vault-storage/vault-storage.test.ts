import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { mirrorStore } from '../../../../extension/service-worker/vault-storage/mirror-store';
import { forgetRecords, noteRecords } from '../../../../extension/service-worker/vault-storage/read-records';
import type {
  NextManifest,
  SealedRecord,
  VaultChanges,
} from '../../../../extension/service-worker/vault-storage/stored';
import {
  allRecords,
  changesSettled,
  createStores,
  durableCopies,
  findVault,
  recordsInPieces,
  recordsNamed,
  recordsOfSites,
  repairBoth,
  type Saved,
  saveNext,
  updateNext,
} from '../../../../extension/service-worker/vault-storage/vault-storage';
import { type FakeChrome, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;

const header = new Uint8Array([1, 7, 7]);
const isHeader = (bytes: Uint8Array) => bytes[0] === 1;
const record = (id: string, site = 'a', byte = 1): SealedRecord => ({
  id,
  site,
  sealed: new Uint8Array([1, 0, 0, 0, byte]),
});
/** Counts the changes: what a manifest says is the engine's business. */
const next: NextManifest = ({ manifest }) => new Uint8Array([(manifest?.[0] ?? 0) + 1]);
/** Saves; in stores that are begun, if they are not. */
async function save(changes: VaultChanges): Promise<Saved> {
  if (!(await durableStore.hasTraces()))
    await createStores({ header: changes.header ?? header, manifest: new Uint8Array([0]) });
  return saveNext(changes, next);
}
const update = (records: SealedRecord[]) => updateNext(records, next);
const byteOf = (found: SealedRecord | undefined) => found?.sealed[4];
const both = { header, put: [record('1'), record('2', 'b')], remove: [] };
const ids = (records: SealedRecord[]) => records.map(({ id }) => id).sort();
const loseDurable = (...names: ('vault' | 'records')[]) => emptied(names);

beforeEach(async () => {
  chromium = installChrome();
  forgetRecords();
  await emptied(['vault', 'records']);
});

afterEach(() => mock.restoreAll());

async function emptied(names: string[]): Promise<void> {
  await durableStore.header();
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('xenon');
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(names, 'readwrite');
  for (const name of names) transaction.objectStore(name).clear();
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

test('what is saved is in both stores', async () => {
  await save(both);
  for (const store of [durableStore, mirrorStore]) {
    assert.deepEqual([...((await store.header()) ?? [])], [...header]);
    assert.deepEqual(ids(await store.allRecords()), ['1', '2']);
    assert.deepEqual(ids(await store.recordsOfSites(['b'])), ['2']);
    assert.equal(await store.hasTraces(), true);
  }
});

test('saving writes durably, reads back, and only then mirrors', async () => {
  await createStores({ header, manifest: new Uint8Array([0]) });
  const log: string[] = [];
  const { writeNext, readBack } = durableStore;
  mock.method(durableStore, 'writeNext', async (changes: typeof both) => {
    log.push('write');
    return writeNext.call(durableStore, changes, next);
  });
  mock.method(durableStore, 'readBack', async (wanted: string[]) => {
    log.push('read back');
    assert.equal(chromium.local.items.has('record.1'), false, 'mirrored too early');
    return readBack.call(durableStore, wanted);
  });
  mock.method(mirrorStore, 'writeAt', async () => void log.push('mirror'));
  await save(both);
  assert.deepEqual(log, ['write', 'read back', 'mirror']);
});

test('what the mirror has is read while the durable store writes, and at once', async () => {
  await save(both);
  const log: string[] = [];
  const { writeNext } = durableStore;
  mock.method(durableStore, 'writeNext', async (changes: VaultChanges) => {
    const written = await writeNext.call(durableStore, changes, next);
    log.push('written');
    return written;
  });
  const { get } = chromium.local;
  mock.method(chromium.local, 'get', (keys: string[]) => {
    log.push(`read ${keys.join()}`);
    return get.call(chromium.local, keys);
  });
  await save({ put: [record('3', 'b')], remove: [] });
  assert.deepEqual(log, ['read vault.header,vault.manifest,site.b', 'written']);
  assert.deepEqual(ids(await mirrorStore.recordsOfSites(['b'])), ['2', '3']);
});

test('what does not read back as it was written is not saved', async () => {
  const { readBack } = durableStore;
  const lies = [
    { records: [] },
    { records: [record('1', 'a', 9), record('2', 'b')] },
    { head: {} },
    { head: { header: new Uint8Array([1, 7]), manifest: new Uint8Array([1]) } },
    { head: { header, manifest: new Uint8Array([9]) } },
  ];
  for (const lie of lies) {
    mock.method(durableStore, 'readBack', async (wanted: string[]) => ({
      ...(await readBack.call(durableStore, wanted)),
      ...lie,
    }));
    await assert.rejects(save(both), /did not keep/);
    assert.equal(chromium.local.items.has('record.1'), false, 'nothing was mirrored');
    mock.restoreAll();
  }
});

test('a deletion that does not hold is a failure', async () => {
  await save(both);
  mock.method(durableStore, 'writeNext', async () => ({ manifest: new Uint8Array([1]) }));
  await assert.rejects(save({ put: [], remove: ['1'] }), /did not keep/);
});

test('a record whose successor is not kept stays', async () => {
  await save(both);
  const lost = IDBObjectStore.prototype.put;
  // The disk takes it, and gives nothing back.
  mock.method(IDBObjectStore.prototype, 'put', function (this: IDBObjectStore, value: SealedRecord, key) {
    return key ? lost.call(this, value, key) : lost.call(this, { ...value, sealed: new Uint8Array() });
  } satisfies IDBObjectStore['put']);
  await assert.rejects(save({ put: [record('3')], remove: ['1'] }), /did not keep/);
  mock.restoreAll();
  for (const store of [durableStore, mirrorStore])
    assert.deepEqual(ids(await store.allRecords()), ['1', '2'], 'the old ones, and no half of the new one');
});

test('a record goes when its successor is in both stores', async () => {
  await save(both);
  await save({ put: [record('3')], remove: ['1'] });
  for (const store of [durableStore, mirrorStore])
    assert.deepEqual(ids(await store.allRecords()), ['2', '3']);
});

test('a failing durable store fails the save, and the next one works', async () => {
  mock.method(durableStore, 'writeNext', async () => Promise.reject(new DOMException('full')));
  await assert.rejects(save(both), { message: 'full' });
  mock.restoreAll();
  await save(both);
  assert.equal((await allRecords()).length, 2);
});

test('a vault is absent only where nothing says that there was one', async () => {
  assert.deepEqual(await findVault(isHeader), { vault: 'absent' });
  await save(both);
  assert.equal((await findVault(isHeader)).vault, 'present');
});

test('the durable header heals the mirror', async () => {
  await save(both);
  for (const damage of [undefined, '"AAA="', '"%"']) {
    if (damage) chromium.local.items.set('vault.header', damage);
    else chromium.local.items.clear();
    const found = await findVault(isHeader);
    assert.equal(found.vault, 'present');
    assert.deepEqual([...((await mirrorStore.header()) ?? [])], [...header]);
  }
});

test('the mirror’s header serves while the durable one is lost', async () => {
  await save(both);
  await loseDurable('vault');
  assert.equal((await findVault(isHeader)).vault, 'present');
});

test('a lost header never looks like a first run', async () => {
  await save(both);
  chromium.local.items.delete('vault.header');
  await loseDurable('vault', 'records');
  assert.deepEqual(await findVault(isHeader), { vault: 'damaged' }, 'mirrored records are left');
  for (const key of [...chromium.local.items.keys()])
    if (key !== 'vault.exists') chromium.local.items.delete(key);
  assert.deepEqual(await findVault(isHeader), { vault: 'damaged' }, 'the sentinel is left');
  await save(both);
  chromium.local.items.clear();
  await loseDurable('vault');
  assert.deepEqual(await findVault(isHeader), { vault: 'damaged' }, 'durable records are left');
  assert.deepEqual(await findVault(() => false), { vault: 'damaged' });
});

test('a header of a version that this one cannot read is no first run either', async () => {
  await save({ ...both, header: new Uint8Array([9]) });
  assert.deepEqual(await findVault(isHeader), { vault: 'damaged' });
});

test('records come from the durable store where the mirror has none', async () => {
  await save(both);
  forgetRecords();
  chromium.local.items.delete('record.1');
  assert.deepEqual(ids(await recordsNamed(['1', '2', 'missing'])), ['1', '2']);
  assert.deepEqual(ids(await recordsOfSites(['a'])), ['1']);
  assert.deepEqual(ids(await allRecords()), ['1', '2']);
});

test('the durable copy is the one that counts', async () => {
  await save(both);
  await mirrorStore.write({ put: [record('1', 'a', 9)], remove: [] });
  const [copy] = (await allRecords()).filter(({ id }) => id === '1');
  assert.equal(byteOf(copy), 1);
  assert.equal(byteOf((await durableCopies(['1']))[0]), 1);
});

test('what follows is told of what goes, what comes, and the manifest before', async () => {
  await save({ ...both, put: [...both.put, record('4')] });
  const told: Parameters<NextManifest>[0][] = [];
  const [kept, replaced, added] = [record('2', 'b'), record('1', 'a', 2), record('3')];
  await saveNext({ put: [kept, replaced, added], remove: ['4', 'missing'] }, (change) => {
    told.push(structuredClone(change));
    return next(change);
  });
  const before = [record('1'), record('4')];
  assert.deepEqual(told, [
    { manifest: new Uint8Array([1]), before, after: [replaced, added], header: undefined },
  ]);
});

test('the manifest is in both stores, and each change has its own', async () => {
  await createStores({ header, manifest: new Uint8Array([1]) });
  await save(both);
  await save({ put: [], remove: ['1'] });
  for (const store of [durableStore, mirrorStore])
    assert.deepEqual((await store.head()).manifest, new Uint8Array([3]));
});

test('a mirror that has missed a change is left what it was, until the stores are compared', async () => {
  assert.equal((await save(both)).isMirrored, true);
  chromium.local.failure = new Error('disk full');
  await assert.rejects(save({ put: [record('3')], remove: [] }), { message: 'disk full' });
  assert.equal((await save({ put: [record('4')], remove: ['1'] })).isMirrored, false);
  assert.deepEqual(ids(await durableStore.allRecords()), ['2', '3', '4']);
  assert.deepEqual(ids(await mirrorStore.allRecords()), ['1', '2']);
  assert.deepEqual((await mirrorStore.head()).manifest, new Uint8Array([1]));
});

test('a change whose manifest cannot be made is not made', async () => {
  await save(both);
  const refuse = () => {
    throw new RangeError('no manifest');
  };
  await assert.rejects(saveNext({ put: [record('3')], remove: ['1'] }, refuse), { message: 'no manifest' });
  for (const store of [durableStore, mirrorStore])
    assert.deepEqual(ids(await store.allRecords()), ['1', '2']);
});

test('what has one id is looked at in one piece, whichever store has it', async () => {
  const put = Array.from({ length: 1_200 }, (_, index) => record(`${index}`));
  await save({ header, put, remove: [] });
  await durableStore.write({ put: [record('in one only')], remove: ['7'] });
  const pieces: { durable: SealedRecord[]; mirror: SealedRecord[] }[] = [];
  for await (const piece of recordsInPieces()) pieces.push(piece);
  assert.ok(pieces.length > 1);
  assert.equal(pieces.flatMap(({ durable }) => durable).length, 1_200);
  assert.equal(pieces.flatMap(({ mirror }) => mirror).length, 1_200);
  const twice = pieces.flatMap(({ durable, mirror }) => [...new Set([...ids(durable), ...ids(mirror)])]);
  assert.equal(new Set(twice).size, twice.length, 'no id is in two pieces');
});

test('a repair gives each store what it lacks, and takes what is no part of it', async () => {
  await save(both);
  await durableStore.write({ put: [record('only durable')], remove: ['1'] });
  await mirrorStore.write({ put: [record('stray')], remove: ['2'] });
  const head = { header, manifest: new Uint8Array([8]) };
  const repairs = {
    durable: { copy: ['1'], remove: [] },
    mirror: { copy: ['2', 'only durable'], remove: ['stray'] },
  };
  assert.equal(await repairBoth(head, repairs, await changesSettled()), true);
  for (const store of [durableStore, mirrorStore]) {
    assert.deepEqual(ids(await store.allRecords()), ['1', '2', 'only durable']);
    assert.deepEqual(await store.head(), head);
  }
});

test('no repair is made of what was read before a change', async () => {
  await save(both);
  const settled = await changesSettled();
  await save({ put: [record('3')], remove: [] });
  const nothing = { copy: [], remove: [] };
  const repairs = { durable: { copy: [], remove: ['3'] }, mirror: nothing };
  assert.equal(await repairBoth({ header, manifest: new Uint8Array([9]) }, repairs, settled), false);
  assert.deepEqual(ids(await durableStore.allRecords()), ['1', '2', '3']);
});

test('what is read while a change is under way is not taken for one moment', async () => {
  await save(both);
  const saving = saveNext({ put: [record('3')], remove: [] }, next);
  const settled = await changesSettled();
  assert.deepEqual(ids(await mirrorStore.allRecords()), ['1', '2', '3'], 'the change has come to its end');
  await saving;
  assert.equal(await changesSettled(), settled);
});

test('stores that lack nothing are not written', async () => {
  await save(both);
  const writes = [mock.method(durableStore, 'write'), mock.method(mirrorStore, 'write')];
  const nothing = { copy: [], remove: [] };
  const head = { header, manifest: new Uint8Array([1]) };
  await repairBoth(head, { durable: nothing, mirror: nothing }, await changesSettled());
  for (const { mock: calls } of writes) assert.equal(calls.callCount(), 0);
});

test('a record that was saved anew meanwhile is not put back', async () => {
  await save(both);
  await save({ put: [record('1', 'a', 5)], remove: [] });
  await update([record('1', 'a', 4)]);
  assert.equal(byteOf((await durableStore.records(['1']))[0]), 5);
});

test('saves that come together are one after another', async () => {
  await Promise.all([1, 2, 3, 4].map((byte) => save({ put: [record('1', 'a', byte)], remove: [] })));
  assert.equal(byteOf((await mirrorStore.records(['1']))[0]), 4);
  assert.equal(byteOf((await durableStore.records(['1']))[0]), 4);
});

test('what was read once is not read again, and what is saved replaces it', async () => {
  await save(both);
  chromium.local.items.clear();
  await emptied(['records']);
  assert.deepEqual(ids(await recordsNamed(['1', '2'])), ['1', '2']);
  await save({ put: [record('1', 'a', 5)], remove: ['2'] });
  const [first, ...others] = await recordsNamed(['1', '2']);
  assert.equal(byteOf(first), 5);
  assert.deepEqual(others, []);
});

test('a site’s list follows what is saved and deleted', async () => {
  await save(both);
  assert.deepEqual(ids(await recordsOfSites(['a'])), ['1']);
  await save({ put: [record('3')], remove: [] });
  assert.deepEqual(ids(await recordsOfSites(['a'])), ['1', '3']);
  await save({ put: [], remove: ['1'] });
  assert.deepEqual(ids(await recordsOfSites(['a'])), ['3']);
});

test('a save that fails leaves only the stores to be believed', async () => {
  await save(both);
  mock.method(durableStore, 'writeNext', async () => Promise.reject(new Error('disk full')));
  await assert.rejects(save({ put: [record('1', 'a', 9)], remove: [] }));
  const [copy] = await recordsNamed(['1']);
  assert.equal(byteOf(copy), 1);
});

test('a record that was deleted meanwhile is not written again', async () => {
  await save(both);
  await save({ put: [], remove: ['1'] });
  const used = [record('1', 'a', 2), record('2', 'b', 2)];
  noteRecords(used);
  await update(used);
  assert.deepEqual(ids(await recordsNamed(['1', '2'])), ['2']);
  for (const store of [durableStore, mirrorStore]) {
    const stored = await store.allRecords();
    assert.equal(byteOf(stored[0]), 2);
    assert.deepEqual(ids(stored), ['2']);
  }
});
