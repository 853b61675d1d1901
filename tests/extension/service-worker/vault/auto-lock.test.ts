import assert from 'node:assert/strict';
import { beforeEach, type TestContext, test } from 'node:test';
import {
  autoLock,
  chooseAutoLock,
  isOverdue,
  lockIfLeft,
  noteActivity,
  startAutoLock,
  stopAutoLock,
} from '../../../../extension/service-worker/vault/auto-lock';
import { type FakeChrome, installChrome } from '../../fake-chrome';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 24, 12);

let chromium: FakeChrome;
let locks = 0;

beforeEach(async (t) => {
  chromium = installChrome();
  locks = 0;
  (t as TestContext).mock.timers.enable({ apis: ['Date'], now: NOON });
  await stopAutoLock();
});

/** The alarm comes at its time, or `late` after it. */
async function alarmComes(t: TestContext, late = 0): Promise<void> {
  const scheduledTime = chromium.alarms.get('auto-lock') ?? Number.NaN;
  t.mock.timers.setTime(scheduledTime + late);
  await lockIfLeft({ name: 'auto-lock', scheduledTime } as chrome.alarms.Alarm, async () => {
    locks += 1;
  });
}

const dueIn = () => ((chromium.alarms.get('auto-lock') ?? Number.NaN) - Date.now()) / MINUTE;

test('fifteen minutes unless something else was chosen', async () => {
  assert.equal(await autoLock(), 15);
  for (const stored of [7, '15', null, 'always']) {
    await chromium.local.set({ 'setting.auto-lock': stored });
    assert.equal(await autoLock(), 15, String(stored));
  }
  await chooseAutoLock(60);
  assert.equal(await autoLock(), 60);
});

test('locks when the computer was left for that long', async (t) => {
  await startAutoLock();
  assert.equal(dueIn(), 15);
  chromium.secondsAtRest = 15 * 60;
  await alarmComes(t);
  assert.equal(locks, 1);
});

test('waits as long as somebody was there, and then looks again', async (t) => {
  await startAutoLock();
  chromium.secondsAtRest = 5 * 60;
  await alarmComes(t);
  assert.equal(locks, 0);
  // Chrome tells the rest in steps of 15 s.
  assert.ok(dueIn() >= 10 && dueIn() <= 10.25, String(dueIn()));
  chromium.secondsAtRest = 15 * 60 + 10;
  await alarmComes(t);
  assert.equal(locks, 1);
});

test('using Xenon counts where Chrome sees no hand', async (t) => {
  await startAutoLock();
  t.mock.timers.setTime(NOON + 10 * MINUTE);
  noteActivity();
  await new Promise(setImmediate);
  chromium.secondsAtRest = 60 * 60;
  await alarmComes(t);
  assert.equal(locks, 0);
  assert.equal(dueIn(), 10);
  await alarmComes(t);
  assert.equal(locks, 1);
});

test('a computer that slept over the time is locked, whoever wakes it', async (t) => {
  await startAutoLock();
  t.mock.timers.setTime(NOON + 15 * MINUTE + 61_000);
  assert.equal(await isOverdue(), true);
  chromium.secondsAtRest = 0;
  await alarmComes(t, 61_000);
  assert.equal(locks, 1);
});

test('an alarm that is a little late is no sleep', async (t) => {
  await startAutoLock();
  await alarmComes(t, 59_000);
  assert.equal(locks, 0);
  assert.equal(await isOverdue(), false);
});

test('a use in the future does not keep it open: the clock was set', async (t) => {
  await startAutoLock();
  t.mock.timers.setTime(NOON + 24 * 60 * MINUTE);
  noteActivity();
  await new Promise(setImmediate);
  chromium.secondsAtRest = 15 * 60;
  await alarmComes(t);
  assert.equal(locks, 1);
});

test('never is never', async (t) => {
  await chooseAutoLock('never');
  await startAutoLock();
  assert.equal(chromium.alarms.size, 0);
  t.mock.timers.setTime(NOON + 365 * 24 * 60 * MINUTE);
  assert.equal(await isOverdue(), false);
});

test('another choice counts at once', async () => {
  await startAutoLock();
  await chooseAutoLock(1);
  assert.equal(dueIn(), 1);
  await chooseAutoLock('never');
  assert.equal(chromium.alarms.size, 0);
  await chooseAutoLock(30);
  assert.equal(dueIn(), 30);
});

test('a locked vault is not watched', async () => {
  await startAutoLock();
  await stopAutoLock();
  await chooseAutoLock(1);
  assert.equal(chromium.alarms.size, 0);
  assert.equal(await isOverdue(), false);
});
