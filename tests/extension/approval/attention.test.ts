import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { OUT_OF_SIGHT_MS, type Sight, watchAttention } from '../../../extension/approval/attention';

let heard: boolean[];
let hasFocus: boolean;
let listeners: (() => void)[];

beforeEach((t) => {
  if ('mock' in t) t.mock.timers.enable({ apis: ['setTimeout'] });
  heard = [];
  listeners = [];
  hasFocus = true;
  const addEventListener = (_type: string, listener: () => void) => listeners.push(listener);
  const sight = { addEventListener, document: { addEventListener, hasFocus: () => hasFocus } };
  watchAttention(sight as unknown as Sight, (isUnseen) => heard.push(isUnseen));
});

function focus(focused: boolean): void {
  hasFocus = focused;
  for (const listener of listeners) listener();
}

test('a window in front says nothing', (t) => {
  t.mock.timers.tick(60_000);
  assert.deepEqual(heard, []);
});

test('a window that is behind others for a while says so once, and that it is back', (t) => {
  focus(false);
  t.mock.timers.tick(OUT_OF_SIGHT_MS - 1);
  assert.deepEqual(heard, []);
  t.mock.timers.tick(1);
  focus(false);
  t.mock.timers.tick(60_000);
  assert.deepEqual(heard, [true]);
  focus(true);
  focus(true);
  assert.deepEqual(heard, [true, false]);
});

test('who looks away only for a moment hears nothing', (t) => {
  focus(false);
  t.mock.timers.tick(OUT_OF_SIGHT_MS - 1);
  focus(true);
  t.mock.timers.tick(60_000);
  assert.deepEqual(heard, []);
});
