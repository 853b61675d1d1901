import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../../../extension/shared-ui/worker-client';

/** A worker that meets each command with the next of `replies`; an error is a lost command. */
function workerThat(...replies: unknown[]): unknown[] {
  const commands: unknown[] = [];
  const sendMessage = async (command: unknown) => {
    commands.push(command);
    const reply = replies.shift();
    if (reply instanceof Error) throw reply;
    return reply;
  };
  Object.assign(globalThis, { chrome: { runtime: { sendMessage } } });
  return commands;
}

const lost = () =>
  new Error(
    'A listener indicated an asynchronous response, but the message channel closed before a response was received',
  );
const locked = { ok: true, value: { vault: 'locked' } };

test('an answer is passed on', async () => {
  const commands = workerThat(locked);
  assert.deepEqual(await ask({ kind: 'vault-state' }), locked);
  assert.deepEqual(commands, [{ kind: 'vault-state' }]);
});

test('a problem is an answer, not a reason to ask again', async () => {
  const wrong = { ok: false, problem: 'wrong-passphrase' };
  const commands = workerThat(wrong);
  assert.deepEqual(await ask({ kind: 'unlock', passphrase: 'x' }), wrong);
  assert.equal(commands.length, 1);
});

test('a command lost with a stopped worker is sent once more', async () => {
  const commands = workerThat(lost(), locked);
  assert.deepEqual(await ask({ kind: 'vault-state' }), locked);
  assert.equal(commands.length, 2);
});

test('a command lost twice is a failure, not an exception', async () => {
  const commands = workerThat(lost(), lost(), locked);
  assert.deepEqual(await ask({ kind: 'vault-state' }), { ok: false, problem: 'failed' });
  assert.equal(commands.length, 2);
});

test('no answer at all is a failure', async () => {
  workerThat(undefined, undefined);
  assert.deepEqual(await ask({ kind: 'lock' }), { ok: false, problem: 'failed' });
});
