import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { FromUser } from '../../../extension/messages/from-user';
import { keepInSession } from '../../../extension/service-worker/session';
import { carryOut } from '../../../extension/service-worker/user-commands';
import { type FakeChrome, installChrome } from '../fake-chrome';

let chromium: FakeChrome;

beforeEach(() => {
  chromium = installChrome();
});

const say = (command: unknown) => carryOut(command as FromUser);

test('an unknown command fails, also under the names of prototypes', async () => {
  for (const kind of ['nonsense', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '', undefined, 7])
    assert.deepEqual(await say({ kind }), { ok: false, problem: 'failed' }, String(kind));
});

test('what is no command at all fails as well', async () => {
  for (const command of [undefined, null, 7, 'lock', []])
    assert.deepEqual(await say(command), { ok: false, problem: 'failed' });
});

test('a command about a ceremony that is over says so', async () => {
  for (const kind of ['approve', 'use-another-device', 'show-waiting'])
    assert.deepEqual(await say({ kind, ceremony: 'D1-00' }), { ok: false, problem: 'ceremony-ended' });
  assert.deepEqual(await say({ kind: 'deny', ceremony: 'D1-00' }), { ok: true, value: {} });
});

test('locking forgets the key and what stood in the user’s name', async () => {
  await keepInSession('vault.key', 'AAAA');
  await keepInSession('standing.a b ', Date.now() + 1000);
  assert.deepEqual(await say({ kind: 'lock' }), { ok: true, value: {} });
  assert.equal(chromium.session.items.size, 0);
});

test('a vault is made once, locked, and opened with its passphrase only', async () => {
  const passphrase = 'correct horse';
  const state = async () => (await say({ kind: 'vault-state' })) as unknown;
  assert.deepEqual(await say({ kind: 'unlock', passphrase }), { ok: false, problem: 'vault-missing' });
  const short = { ok: false, problem: 'passphrase-too-short' };
  assert.deepEqual(await say({ kind: 'create-vault', passphrase: '1234567' }), short);
  assert.deepEqual(await state(), { ok: true, value: { vault: 'absent' } });

  assert.deepEqual(await say({ kind: 'create-vault', passphrase }), { ok: true, value: {} });
  assert.deepEqual(await state(), { ok: true, value: { vault: 'unlocked' } });
  const exists = { ok: false, problem: 'vault-exists' };
  assert.deepEqual(await say({ kind: 'create-vault', passphrase }), exists);

  await say({ kind: 'lock' });
  assert.deepEqual(await state(), { ok: true, value: { vault: 'locked' } });
  assert.equal(chromium.session.items.size, 0);
  assert.deepEqual(await say({ kind: 'all-keys' }), { ok: true, value: { keys: [] } });
  assert.deepEqual(await say({ kind: 'delete-key', key: '00' }), { ok: false, problem: 'vault-locked' });
  const wrong = { ok: false, problem: 'wrong-passphrase' };
  assert.deepEqual(await say({ kind: 'unlock', passphrase: 'Correct horse' }), wrong);
  assert.deepEqual(await state(), { ok: true, value: { vault: 'locked' } });

  assert.deepEqual(await say({ kind: 'unlock', passphrase }), { ok: true, value: {} });
  assert.deepEqual(await state(), { ok: true, value: { vault: 'unlocked' } });
  assert.deepEqual(await say({ kind: 'delete-key', key: '00' }), { ok: true, value: {} });
});
