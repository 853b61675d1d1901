import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchStillness } from '../../../extension/shared-ui/stillness';

class FakeWindow extends EventTarget {
  screenX = 10;
  screenY = 20;
  document = new EventTarget();
}

function watched(t: { mock: { timers: { enable(options: { apis: ['setInterval'] }): void } } }) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const fake = new FakeWindow();
  let disturbances = 0;
  const look = watchStillness(fake as Parameters<typeof watchStillness>[0], () => {
    disturbances += 1;
  });
  return { fake, look, count: () => disturbances };
}

test('focus, resize and a change of visibility disturb', (t) => {
  const { fake, count } = watched(t);
  fake.dispatchEvent(new Event('focus'));
  fake.dispatchEvent(new Event('resize'));
  fake.document.dispatchEvent(new Event('visibilitychange'));
  assert.equal(count(), 3);
});

test('a moved window disturbs within 100 ms, once', (t) => {
  const { fake, count } = watched(t);
  t.mock.timers.tick(1_000);
  assert.equal(count(), 0);
  fake.screenX = 11;
  t.mock.timers.tick(100);
  fake.screenY = -400;
  t.mock.timers.tick(500);
  assert.equal(count(), 2);
});

test('a move is seen at the moment of a press', (t) => {
  const { fake, look, count } = watched(t);
  fake.screenY = 21;
  look();
  look();
  assert.equal(count(), 1);
});
