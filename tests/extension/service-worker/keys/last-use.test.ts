/** When keys were last used, under the worker's own source and engine. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { mirrorStore } from '../../../../extension/service-worker/vault-storage/mirror-store';
import { generationOf, type SealedRecord } from '../../../../extension/service-worker/vault-storage/stored';
import { CREATION, PASSPHRASE, REQUEST, startWorker, type WorkerStage } from '../../worker-stage';

/** More than the worker waits before it writes. */
const A_MOMENT_MS = 1_300;

let stage: WorkerStage;

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  await stage.approved(stage.open(), 'create', CREATION);
});
after(() => stage.told({ kind: 'lock' }));

const signIn = () => stage.approved(stage.open(), 'get', REQUEST);
const lastUsedAt = async () => (await stage.told({ kind: 'all-keys' })).keys[0]?.lastUsedAt;

async function stored(): Promise<SealedRecord> {
  const [record, ...others] = await durableStore.allRecords();
  assert.ok(record && others.length === 0);
  return record;
}

test('the last of several uses is written, once and a moment later, with a manifest of its own', async () => {
  const before = { ...(await stored()), manifest: (await durableStore.head()).manifest };
  const write = mock.method(durableStore, 'writeNext');
  await signIn();
  await signIn();
  assert.deepEqual((await stored()).sealed, before.sealed, 'no page waits for it');
  await pause(A_MOMENT_MS);
  assert.equal(write.mock.callCount(), 1);
  write.mock.restore();
  assert.equal(generationOf(await stored()), generationOf(before) + 2);
  const heads = await Promise.all([durableStore.head(), mirrorStore.head()]);
  assert.deepEqual(heads[0], heads[1]);
  assert.notDeepEqual(heads[0].manifest, before.manifest);
  assert.notEqual(await lastUsedAt(), undefined);
});

test('a use does not undo what was saved after it', async () => {
  await signIn();
  const [key] = (await stage.told({ kind: 'all-keys' })).keys;
  await stage.told({ kind: 'unhide-key', key: key?.key ?? '' });
  const saved = await stored();
  await pause(A_MOMENT_MS);
  assert.deepEqual((await stored()).sealed, saved.sealed);
});

test('a key that was deleted after its use stays deleted', async () => {
  await signIn();
  const { id } = await stored();
  await stage.told({ kind: 'delete-key', key: id });
  await pause(A_MOMENT_MS);
  assert.deepEqual(await durableStore.records([id]), []);
  const { deleted } = await stage.told({ kind: 'deleted-keys' });
  await stage.told({ kind: 'restore-key', key: deleted[0]?.key ?? '' });
});

test('what is not written when the vault is locked is lost, and nothing else', async () => {
  await signIn();
  const before = await stored();
  await stage.told({ kind: 'lock' });
  await pause(A_MOMENT_MS);
  assert.deepEqual(await stored(), before);
});
