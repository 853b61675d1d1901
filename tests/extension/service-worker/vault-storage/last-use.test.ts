import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { noteUse } from '../../../../extension/service-worker/vault-storage/last-use';
import { noteRecords } from '../../../../extension/service-worker/vault-storage/read-records';
import { recordsNamed, save, update } from '../../../../extension/service-worker/vault-storage/vault-storage';
import { installChrome } from '../../fake-chrome';

const record = (id: string, byte: number) => ({ id, site: 'a', sealed: new Uint8Array([byte]) });
const byteOf = ([found]: { sealed: Uint8Array }[]) => found?.sealed[0];

test('a use is known at once and written a second later, the last of several only', async () => {
  installChrome();
  await save({ header: new Uint8Array([1]), put: [record('1', 1)], remove: [] });
  const write = mock.method(durableStore, 'write');
  noteUse([]);
  noteUse([record('1', 2)]);
  noteUse([record('1', 3)]);
  assert.equal(byteOf(await recordsNamed(['1'])), 3);
  assert.equal(byteOf(await durableStore.records(['1'])), 1);
  while (byteOf(await durableStore.records(['1'])) !== 3)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(write.mock.callCount(), 1);
});

test('a use does not undo what was saved after it', async () => {
  installChrome();
  await save({ header: new Uint8Array([1]), put: [record('2', 1)], remove: [] });
  noteUse([record('2', 2)]);
  await save({ put: [record('2', 3)], remove: [] });
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  assert.equal(byteOf(await durableStore.records(['2'])), 3);
});

test('a use does not undo what was being saved when it was to be written', async () => {
  installChrome();
  await save({ header: new Uint8Array([1]), put: [record('3', 1)], remove: [] });
  const used = record('3', 2);
  noteRecords([used]);
  await Promise.all([save({ put: [record('3', 3)], remove: [] }), update([used])]);
  assert.equal(byteOf(await durableStore.records(['3'])), 3);
});
