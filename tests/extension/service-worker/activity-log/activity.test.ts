/** What the activity log says of requests, whoever ended them. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { ActivityEntry } from '../../../../extension/messages/activity';
import { allEntries } from '../../../../extension/service-worker/activity-log/log-store';
import { writeNoted } from '../../../../extension/service-worker/activity-log/note';
import { CREATION, PASSPHRASE, REQUEST, startWorker, type WorkerStage } from '../../worker-stage';

const ORIGIN = 'https://login.example.com';
const UNLOCK = { kind: 'unlock', passphrase: PASSPHRASE } as const;

let stage: WorkerStage;

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
});
afterEach(async () => {
  stage.closeWindows();
  await stage.told({ kind: 'clear-activity' });
});
after(() => stage.closeWindows());

/** The log without its times, which are only looked at for being of now. */
async function log(): Promise<Omit<ActivityEntry, 'at'>[]> {
  const { entries } = await stage.told({ kind: 'activity' });
  return entries.map(({ at, ...entry }) => {
    assert.ok(Math.abs(at - Date.now()) < 60_000);
    return entry;
  });
}

const of = (entry: Partial<ActivityEntry>) => ({ rpId: 'example.com', origin: ORIGIN, ...entry });

test('a new key and a sign-in with it are done, each for its account', async () => {
  const page = stage.open();
  await stage.approved(page, 'create', CREATION);
  await stage.approved(page, 'get', REQUEST);
  assert.deepEqual(await log(), [
    of({ kind: 'get', account: 'alice', result: 'done' }),
    of({ kind: 'create', account: 'alice', result: 'done' }),
  ]);
});

test('what the user denied or gave to another device is said to be so', async () => {
  for (const kind of ['deny', 'use-another-device'] as const) {
    const page = stage.open();
    const requestId = page.ask('get', REQUEST);
    await stage.told({ kind, ceremony: await stage.window() });
    await page.outcome(requestId);
    page.say({ kind: 'settled', requestId });
    stage.closeWindows();
  }
  await settled();
  assert.deepEqual(await log(), [
    of({ kind: 'get', result: 'browser', because: 'another-device' }),
    of({ kind: 'get', result: 'failed', because: 'denied' }),
  ]);
});

test('a page that takes its request back, and one that goes away, are told apart', async () => {
  const aborting = stage.open();
  const requestId = aborting.ask('get', REQUEST);
  await stage.window();
  aborting.say({ kind: 'cancel', requestId });
  await settled();
  const leaving = stage.open();
  leaving.ask('get', REQUEST);
  await stage.window();
  leaving.leave();
  await settled();
  assert.deepEqual(
    (await log()).map(({ because }) => because),
    ['page-left', 'page-aborted'],
  );
});

test('a page on a look-alike is named together with what it asked for', async () => {
  const page = stage.open('https://examp1e.com');
  assert.equal((await page.answerTo('get', REQUEST)).outcome, 'browser');
  assert.deepEqual(await log(), [
    of({ kind: 'get', origin: 'https://examp1e.com', result: 'failed', because: 'rp-id' }),
  ]);
});

test('a sign-in with a key that is elsewhere is the browser’s, and is noted', async () => {
  const allowCredentials = [{ type: 'public-key', id: 'Zm9yZWlnbg' }];
  const page = stage.open();
  assert.equal((await page.answerTo('get', { ...REQUEST, allowCredentials })).outcome, 'browser');
  assert.deepEqual(await log(), [of({ kind: 'get', result: 'browser', because: 'no-key' })]);
});

test('what nobody noticed is not noted: silent, immediate and conditional requests without an answer', async () => {
  const page = stage.open('https://nothing.example');
  const request = { ...REQUEST, rpId: 'nothing.example' };
  for (const mediation of ['silent', 'immediate'] as const)
    assert.equal((await page.answerTo('get', request, { mediation })).outcome, 'browser');
  page.ask('get', request, { mediation: 'conditional' });
  await settled();
  page.leave();
  await settled();
  assert.deepEqual(await log(), []);
});

test('an answer in the user’s name says so', async () => {
  const page = stage.open();
  const requestId = page.ask('get', REQUEST);
  await stage.told({ kind: 'approve', ceremony: await stage.window(), remember: true });
  await page.outcome(requestId);
  page.say({ kind: 'settled', requestId });
  await settled();
  stage.closeWindows();
  await page.answerTo('get', REQUEST);
  await settled();
  assert.deepEqual(await log(), [
    of({ kind: 'get', account: 'alice', result: 'done', consent: 'standing' }),
    of({ kind: 'get', account: 'alice', result: 'done' }),
  ]);
  await stage.told({ kind: 'lock' });
  await stage.told(UNLOCK);
});

test('a ceremony that ends while the vault is locked is there after the next unlocking', async () => {
  await stage.told({ kind: 'lock' });
  const page = stage.open();
  const requestId = page.ask('get', REQUEST);
  await stage.told({ kind: 'deny', ceremony: await stage.window() });
  await page.outcome(requestId);
  page.say({ kind: 'settled', requestId });
  await settled();
  await writeNoted();
  assert.deepEqual(await stage.ask({ kind: 'activity' }), { ok: false, problem: 'vault-locked' });
  await stage.told(UNLOCK);
  assert.deepEqual(await log(), [of({ kind: 'get', result: 'failed', because: 'denied' })]);
});

test('no site and no account is anywhere in clear', async () => {
  const page = stage.open();
  await stage.approved(page, 'get', REQUEST);
  await writeNoted();
  const [entry] = await allEntries();
  const bytes = Buffer.from(entry?.sealed ?? []).toString('latin1');
  assert.ok(bytes.length > 256 && !/example|alice|login/.test(bytes));
  const kept = JSON.stringify([...stage.chromium.local.items]);
  assert.ok(!/example\.com|alice/.test(kept));
});

test('a private window leaves nothing, whether asked or not', async () => {
  const page = stage.openPrivate();
  await stage.approved(page, 'get', REQUEST);
  await page.answerTo('get', { ...REQUEST, rpId: 'elsewhere.example' });
  assert.deepEqual(await log(), []);
});

test('names of any length leave short entries', async () => {
  const page = stage.open();
  const rpId = `${'x'.repeat(60_000)}.example`;
  await page.answerTo('get', { ...REQUEST, rpId });
  const [entry] = await log();
  assert.equal(entry?.rpId, `${'x'.repeat(255)}…`);
});

test('a log that cannot be written delays and fails nothing', async (t) => {
  const real = IDBDatabase.prototype.transaction;
  let refusals = 0;
  t.mock.method(
    IDBDatabase.prototype,
    'transaction',
    function (this: IDBDatabase, ...given: Parameters<typeof real>) {
      if (!this.objectStoreNames.contains('decided')) return real.apply(this, given);
      refusals += 1;
      throw new Error('no disk');
    },
  );
  const page = stage.open();
  assert.equal((await stage.approved(page, 'get', REQUEST)).outcome, 'signed');
  await writeNoted();
  assert.equal(refusals, 1);
  t.mock.restoreAll();
});

test('the log answers to an open vault only', async () => {
  await stage.told({ kind: 'lock' });
  for (const kind of ['activity', 'clear-activity'] as const)
    assert.deepEqual(await stage.ask({ kind }), { ok: false, problem: 'vault-locked' });
  await stage.told(UNLOCK);
});

/** Lets the worker finish what was said to it. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
