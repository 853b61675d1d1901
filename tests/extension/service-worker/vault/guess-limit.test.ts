import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Problem } from '../../../../extension/service-worker/problem';
import { evaluate, pinGuesses } from '../../../../extension/service-worker/vault/guess-limit';
import { type FakeChrome, installChrome } from '../../fake-chrome';

/** Of another day for each test. */
let noon = Date.UTC(2026, 10, 24, 12);

let chromium: FakeChrome;
let looked = 0;

const wrong = () => {
  looked += 1;
  throw Object.assign(new Error('wrong'), { name: 'wrong-passphrase' });
};
const right = () => {
  looked += 1;
  return 'key';
};

beforeEach(async (t) => {
  chromium = installChrome();
  noon += 24 * 3_600_000;
  if ('mock' in t) t.mock.timers.enable({ apis: ['Date'], now: noon });
  await evaluate(right);
  looked = 0;
});

/** What a guess came to: the problem and the time to wait. */
async function guess(work: () => string = wrong): Promise<[string, number]> {
  try {
    return [await evaluate(work), 0];
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return [error.problem, error.waitMs];
  }
}

test('three may be wrong; then each costs twice the time, up to five minutes', async (t) => {
  assert.deepEqual(await guess(), ['wrong-passphrase', 0]);
  assert.deepEqual(await guess(), ['wrong-passphrase', 0]);
  const waits: number[] = [];
  for (let time = noon; waits.length < 12; ) {
    const [problem, wait] = await guess();
    assert.equal(problem, 'wrong-passphrase');
    waits.push(wait / 1_000);
    time += wait;
    t.mock.timers.setTime(time);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
});

test('what comes too early is not looked at, and does not make the wait longer', async (t) => {
  for (let time = 0; time < 3; time += 1) await guess();
  t.mock.timers.setTime(noon + 400);
  for (let time = 0; time < 10; time += 1) assert.deepEqual(await guess(), ['too-many-guesses', 600]);
  assert.deepEqual(await guess(right), ['too-many-guesses', 600]);
  assert.equal(looked, 3);
  t.mock.timers.setTime(noon + 1_000);
  assert.deepEqual(await guess(right), ['key', 0]);
});

test('a right one forgets the wrong ones', async () => {
  await guess();
  await guess();
  await guess(right);
  assert.deepEqual(await guess(), ['wrong-passphrase', 0]);
  assert.deepEqual(await guess(), ['wrong-passphrase', 0]);
});

test('it is counted before it is looked at', async () => {
  await evaluate(() => {
    assert.match(chromium.local.items.get('guesses') ?? '', /"wrong":1/);
  });
  assert.equal(chromium.local.items.has('guesses'), false);
});

test('the wait begins when the answer is known', async (t) => {
  await guess();
  await guess();
  const slowly = () => {
    t.mock.timers.setTime(noon + 5_000);
    return wrong();
  };
  assert.deepEqual(await guess(slowly), ['wrong-passphrase', 1_000]);
});

test('what failed for another reason was no guess', async () => {
  const full = () => {
    throw Object.assign(new Error('memory'), { name: 'out-of-memory' });
  };
  for (let time = 0; time < 5; time += 1) await assert.rejects(evaluate(full), { name: 'out-of-memory' });
  assert.deepEqual(await guess(), ['wrong-passphrase', 0]);
});

test('a clock that was set back makes nobody wait longer than before', async (t) => {
  for (let time = 0; time < 3; time += 1) await guess();
  t.mock.timers.setTime(noon - 24 * 3_600_000);
  assert.deepEqual(await guess(right), ['too-many-guesses', 1_000]);
});

test('a disk that takes nothing keeps nobody from their keys, and still counts', async () => {
  mock.method(chromium.local, 'set', async () => Promise.reject(new Error('full')));
  for (let time = 0; time < 3; time += 1) await guess();
  assert.equal((await guess())[0], 'too-many-guesses');
  mock.restoreAll();
});

test('the eighth wrong PIN is the last that is looked at, until the passphrase is given', async (t) => {
  const wrongPin = () => {
    looked += 1;
    throw Object.assign(new Error('wrong'), { name: 'wrong-pin' });
  };
  for (let guess = 0, time = noon; guess < 8; guess += 1, time += 3_600_000) {
    t.mock.timers.setTime(time);
    await assert.rejects(pinGuesses.evaluate(wrongPin), { problem: 'wrong-pin' });
  }
  t.mock.timers.setTime(noon + 365 * 24 * 3_600_000);
  await assert.rejects(pinGuesses.evaluate(right), { problem: 'pin-off' });
  assert.equal(looked, 8);
  assert.equal(await pinGuesses.isSpent(), true);
  await evaluate(right);
  assert.equal(await pinGuesses.isSpent(), false);
  assert.equal(await pinGuesses.evaluate(right), 'key');
});

test('wrong PINs do not slow the passphrase down, nor wrong passphrases the PIN', async () => {
  for (let time = 0; time < 3; time += 1) await guess();
  assert.deepEqual(await guess(), ['too-many-guesses', 1_000]);
  assert.equal(await pinGuesses.evaluate(right), 'key');
});
