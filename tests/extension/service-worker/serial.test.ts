import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inTurn, inTurns } from '../../../extension/service-worker/serial';

test('work under one key runs one after another, in the order of asking', async () => {
  const log: string[] = [];
  const work = (name: string, ms: number) =>
    inTurn('one', async () => {
      log.push(`${name} begins`);
      await pause(ms);
      log.push(`${name} ends`);
    });
  await Promise.all([work('a', 10), work('b', 1), work('c', 0)]);
  assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('work under different keys does not wait', async () => {
  const log: string[] = [];
  const slow = inTurn('slow', async () => {
    await pause(20);
    log.push('slow');
  });
  await inTurn('quick', async () => void log.push('quick'));
  await slow;
  assert.deepEqual(log, ['quick', 'slow']);
});

test('a failure is told to its own caller and does not stop the next', async () => {
  const failing = inTurn('key', async () => {
    throw new Error('broken');
  });
  const next = inTurn('key', async () => 'done');
  await assert.rejects(failing, /broken/);
  assert.equal(await next, 'done');
});

test('results come back', async () => {
  assert.equal(await inTurn('key', async () => 42), 42);
});

test('prototype names are keys like others', async () => {
  assert.equal(await inTurn('__proto__', async () => 1), 1);
  assert.equal(await inTurn('constructor', async () => 2), 2);
});

test('work under several keys waits for each of them, and nobody waits for each other', async () => {
  const log: string[] = [];
  const work = (name: string, keys: string[]) =>
    inTurns(keys, async () => {
      log.push(`${name} begins`);
      await pause(5);
      log.push(`${name} ends`);
    });
  const one = inTurn('b', async () => {
    await pause(10);
    log.push('one ends');
  });
  await Promise.all([one, work('first', ['b', 'a', 'b']), work('second', ['a', 'b']), work('none', [])]);
  const order = log.filter((line) => !line.startsWith('none'));
  assert.deepEqual(order, ['one ends', 'first begins', 'first ends', 'second begins', 'second ends']);
  assert.equal(await inTurns(['a', 'b'], async () => 42), 42);
});
