/** Deleting, restoring and what is left of a key after 30 days, with the worker's own source and clock. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { before, beforeEach, mock, test } from 'node:test';
import { allRecords } from '../../../../extension/service-worker/vault-storage/vault-storage';
import {
  CREATION,
  type Outcome,
  PASSPHRASE,
  REQUEST,
  startWorker,
  type WorkerStage,
} from '../../worker-stage';

const DAY = 24 * 60 * 60_000;
const START = 1_790_000_000_000;

let stage: WorkerStage;

before(async () => {
  mock.timers.enable({ apis: ['Date'], now: START });
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  await stage.told({ kind: 'set-auto-lock', after: 'never' });
});

beforeEach(async () => {
  mock.timers.setTime(Date.now() + 400 * DAY);
  for (const { key } of await keys()) await stage.told({ kind: 'delete-key', key });
  for (const { key } of await deleted()) await stage.told({ kind: 'delete-for-good', key });
  assert.deepEqual(await traces(), { durable: [], mirrored: [] });
});

const keys = async () => (await stage.told({ kind: 'all-keys' })).keys;
const deleted = async () => (await stage.told({ kind: 'deleted-keys' })).deleted;

/** A key for an account of example.com, and its credential ID. */
async function made(user = 'dXNlcg'): Promise<{ key: string; id: string }> {
  const before = new Set((await keys()).map(({ key }) => key));
  const options = { ...CREATION, user: { ...CREATION.user, id: user } };
  const outcome = await stage.approved(stage.open(), 'create', options);
  const key = (await keys()).find((one) => !before.has(one.key))?.key;
  assert.ok(key);
  return { key, id: idOf(outcome) };
}

function idOf(outcome: Outcome): string {
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  return (outcome.credential as { id: string }).id;
}

/** What either store still has of any key: records, and the mirror's lists of them. */
async function traces() {
  const request = indexedDB.open('xenon');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const records = request.result.transaction('records').objectStore('records').getAllKeys();
  await new Promise((resolve) => {
    records.onsuccess = resolve;
  });
  request.result.close();
  const mirrored = [...stage.chromium.local.items.keys()].filter((name) => /^(record|site)\./.test(name));
  return { durable: records.result, mirrored };
}

const named = (id: string) => ({ ...REQUEST, allowCredentials: [{ type: 'public-key', id }] });

async function isHandedOn(options: object): Promise<boolean> {
  const { outcome } = await stage.open().answerTo('get', options);
  assert.equal(stage.chromium.windows.size, 0);
  return outcome === 'browser';
}

test('a deleted key is gone to its site at once, named or not, and locked or not', async () => {
  const { key, id } = await made();
  await stage.told({ kind: 'delete-key', key });
  assert.deepEqual(await keys(), []);
  assert.ok(await isHandedOn(named(id)));
  await stage.told({ kind: 'lock' });
  assert.ok(await isHandedOn(named(id)), 'nobody is asked to unlock for it');
  await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
});

test('a site that excludes it gets another key all the same', async () => {
  const { key, id } = await made();
  await stage.told({ kind: 'delete-key', key });
  const options = { ...CREATION, excludeCredentials: [{ type: 'public-key', id }] };
  assert.notEqual(idOf(await stage.approved(stage.open(), 'create', options)), id);
});

test('it is listed with its last day, comes back, and signs in again', async () => {
  const { key, id } = await made();
  await stage.told({ kind: 'delete-key', key });
  const [gone] = await deleted();
  assert.ok(gone);
  assert.equal(gone.userName, 'alice');
  assert.equal(gone.deletedAt, Date.now());
  assert.equal(gone.goneAt, Date.now() + 30 * DAY);
  mock.timers.setTime(Date.now() + 29 * DAY);
  await stage.told({ kind: 'restore-key', key: gone.key });
  assert.deepEqual(await deleted(), []);
  assert.deepEqual(
    (await keys()).map((one) => one.key),
    [key],
  );
  const requestId = stage.open().ask('get', named(id));
  const ceremony = await stage.window();
  const answer = await stage.ask({ kind: 'approve', ceremony, account: key, remember: false });
  assert.deepEqual(answer, { ok: true, value: {} }, requestId);
  stage.closeWindows();
});

test('a restored key does not push aside the one that its account has by now', async () => {
  const old = await made();
  await stage.told({ kind: 'delete-key', key: old.key });
  const other = await made();
  const [gone] = await deleted();
  assert.ok(gone);
  const refused = await stage.ask({ kind: 'restore-key', key: gone.key });
  assert.deepEqual(refused, { ok: false, problem: 'account-has-key' });
  assert.deepEqual(
    (await keys()).map(({ key }) => key),
    [other.key],
  );
  await stage.told({ kind: 'restore-key', key: gone.key, beside: true });
  assert.deepEqual(new Set((await keys()).map(({ key }) => key)), new Set([old.key, other.key]));
});

test('another account of the same site stands in nobody’s way', async () => {
  const { key } = await made();
  await stage.told({ kind: 'delete-key', key });
  await made('Ym9i');
  const [gone] = await deleted();
  assert.ok(gone);
  await stage.told({ kind: 'restore-key', key: gone.key });
  assert.equal((await keys()).length, 2);
});

test('only a deleted key is deleted for good or restored', async () => {
  const { key } = await made();
  for (const kind of ['delete-for-good', 'restore-key'] as const)
    assert.deepEqual(await stage.ask({ kind, key }), { ok: false, problem: 'failed' });
  assert.equal((await keys()).length, 1);
});

test('deleting for good leaves nothing in either store', async () => {
  const { key } = await made();
  await stage.told({ kind: 'delete-key', key });
  const [gone] = await deleted();
  assert.ok(gone);
  assert.equal((await traces()).durable.length, 1);
  await stage.told({ kind: 'delete-for-good', key: gone.key });
  assert.deepEqual(await traces(), { durable: [], mirrored: [] });
});

const ways: Record<string, () => Promise<unknown>> = {
  'when the list is opened': deleted,
  'when the vault is unlocked': async () => {
    await stage.told({ kind: 'lock' });
    await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
    await untilGone();
  },
  'when the day’s alarm comes while it is open': async () => {
    const due = stage.chromium.alarms.get('deleted-keys') ?? Number.NaN;
    assert.ok(due <= Date.now() + DAY, 'it comes within a day');
    stage.chromium.onAlarm.emit({ name: 'deleted-keys', scheduledTime: Date.now() });
    await untilGone();
  },
};

async function untilGone(): Promise<void> {
  for (let time = 0; time < 200 && (await allRecords()).length > 0; time += 1)
    await new Promise((resolve) => setImmediate(resolve));
}

for (const [way, look] of Object.entries(ways)) {
  test(`after 30 days it is gone from both stores ${way}`, async () => {
    const { key } = await made();
    await stage.told({ kind: 'delete-key', key });
    mock.timers.setTime(Date.now() + 30 * DAY - 1);
    assert.equal((await deleted()).length, 1);
    mock.timers.setTime(Date.now() + 1);
    await look();
    assert.deepEqual(await traces(), { durable: [], mirrored: [] });
  });
}

test('a locked vault deletes nothing and lists nothing', async () => {
  const { key } = await made();
  await stage.told({ kind: 'delete-key', key });
  await stage.told({ kind: 'lock' });
  mock.timers.setTime(Date.now() + 31 * DAY);
  stage.chromium.onAlarm.emit({ name: 'deleted-keys', scheduledTime: Date.now() });
  assert.deepEqual(await deleted(), []);
  assert.deepEqual(await stage.ask({ kind: 'restore-key', key }), { ok: false, problem: 'vault-locked' });
  assert.equal((await traces()).durable.length, 1);
  await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
});
