import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARMING_MS, Arming } from '../../../extension/shared-ui/arming';

function still() {
  const clock = { now: 5_000 };
  return { clock, arming: new Arming(() => clock.now) };
}

test('a fresh window is not armed', () => {
  const { clock, arming } = still();
  assert.equal(arming.isArmed(), false);
  clock.now += ARMING_MS - 1;
  assert.equal(arming.isArmed(), false);
  assert.equal(arming.remaining(), 1);
});

test('600 ms of stillness arm it, and it stays armed', () => {
  const { clock, arming } = still();
  assert.equal(ARMING_MS, 600);
  clock.now += 600;
  assert.equal(arming.isArmed(), true);
  clock.now += 3_600_000;
  assert.equal(arming.isArmed(), true);
});

test('each change starts the 600 ms again', () => {
  const { clock, arming } = still();
  for (let change = 0; change < 50; change += 1) {
    clock.now += 599;
    assert.equal(arming.isArmed(), false);
    arming.disturb();
  }
  assert.equal(arming.changes, 50);
  clock.now += 600;
  assert.equal(arming.isArmed(), true);
  arming.disturb();
  assert.equal(arming.isArmed(), false);
});
