/** What the worker does for a page from which a request is expected. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { PASSPHRASE, type SitePage, startWorker, until, type WorkerStage } from '../../worker-stage';

const prepare = { kind: 'prepare', requestId: '0123456789abcdef0123456789abcdef' };
const random = mock.method(crypto, 'getRandomValues');

let stage: WorkerStage;
let page: SitePage;

before(async () => {
  stage = await startWorker();
  page = stage.open();
});

/** Only a rehearsal takes randomness here. */
const isRehearsed = () => random.mock.callCount() > 0;

async function saysThatItPrepares(): Promise<void> {
  random.mock.resetCalls();
  page.say(prepare);
  await pause(100);
}

test('without a vault there is nothing to rehearse', async () => {
  await saysThatItPrepares();
  assert.equal(isRehearsed(), false);
});

test('it rehearses once, and of that nothing is stored, shown or said', async () => {
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  const { local, windows } = stage.chromium;
  const stored = new Map(local.items);
  random.mock.resetCalls();
  page.say(prepare);
  await until(() => isRehearsed() || undefined, 'the rehearsal');
  await pause(50);
  assert.deepEqual([local.items, windows.size, stage.chromium.sent], [stored, 0, []]);
  assert.deepEqual((await stage.told({ kind: 'all-keys' })).keys, []);
  await saysThatItPrepares();
  assert.equal(isRehearsed(), false);
});

test('where the user has paused Xenon, a page wakes nothing', async () => {
  // A vault that was locked has a new engine, which would rehearse again.
  await stage.told({ kind: 'lock' });
  await stage.told({ kind: 'set-site-rule', site: 'login.example.com', rule: 'paused' });
  await saysThatItPrepares();
  assert.equal(isRehearsed(), false);
  await stage.told({ kind: 'set-site-rule', site: 'login.example.com' });
  await saysThatItPrepares();
  assert.equal(isRehearsed(), true);
});
