import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Arming } from '../../../extension/shared-ui/arming';
import { DeliberatePress } from '../../../extension/shared-ui/deliberate-press';

const down = { isTrusted: true, isPrimary: true, button: 0, pointerId: 1 };
const click = { isTrusted: true, pointerId: 1, pointerType: 'mouse' };
const key = { isTrusted: true, repeat: false, key: 'Enter' };

function armed() {
  const clock = { now: 0 };
  const arming = new Arming(() => clock.now);
  clock.now = 600;
  return { clock, arming, press: new DeliberatePress(arming) };
}

test('pointer down and up on the armed button approve once', () => {
  const { press } = armed();
  press.pointerDown(down);
  assert.equal(press.click(click), true);
  assert.equal(press.click(click), false);
});

test('a pointer that went down before arming does not approve after it', () => {
  const { clock, arming, press } = armed();
  arming.disturb();
  clock.now += 599;
  press.pointerDown(down);
  clock.now += 10;
  assert.equal(press.click(click), false);
});

test('a change between down and up undoes the press, even when armed again', () => {
  const { clock, arming, press } = armed();
  press.pointerDown(down);
  arming.disturb();
  clock.now += 5_000;
  assert.equal(press.click(click), false);
});

test('no click of a train of double clicks approves before 600 ms', () => {
  for (let gap = 10; gap < 600; gap += 10) {
    const { clock, arming, press } = armed();
    arming.disturb();
    const shown = clock.now;
    for (clock.now += gap; clock.now - shown < 600; clock.now += gap) {
      press.pointerDown(down);
      assert.equal(press.click(click), false);
    }
  }
});

test('a script may not press', () => {
  const { press } = armed();
  press.pointerDown({ ...down, isTrusted: false });
  assert.equal(press.click(click), false);
  press.pointerDown(down);
  assert.equal(press.click({ ...click, isTrusted: false }), false);
  press.keyDown({ ...key, isTrusted: false });
  assert.equal(press.keyUp(key), false);
  assert.equal(press.click({ ...click, isTrusted: false, pointerType: '' }), false);
});

test('only the primary button of the pointer that went down counts', () => {
  const { press } = armed();
  press.pointerDown({ ...down, button: 2 });
  assert.equal(press.click(click), false);
  press.pointerDown({ ...down, isPrimary: false });
  assert.equal(press.click(click), false);
  press.pointerDown({ ...down, pointerId: 7 });
  assert.equal(press.click(click), false);
});

test('a pointer that left the button does not approve', () => {
  const { press } = armed();
  press.pointerDown(down);
  press.cancel();
  assert.equal(press.click(click), false);
});

test('Enter and Space approve when they go down and up in this window', () => {
  for (const name of ['Enter', ' ']) {
    const { press } = armed();
    press.keyDown({ ...key, key: name });
    assert.equal(press.keyUp({ ...key, key: name }), true);
  }
});

test('a key that was held when the window opened never approves', () => {
  const { clock, press } = armed();
  for (let repeats = 0; repeats < 100; repeats += 1) {
    clock.now += 30;
    press.keyDown({ ...key, repeat: true });
  }
  assert.equal(press.keyUp(key), false);
});

test('a key that came up without going down here does not approve', () => {
  const { press } = armed();
  assert.equal(press.keyUp(key), false);
  press.keyDown({ ...key, key: ' ' });
  assert.equal(press.keyUp(key), false);
});

test('holding a key that went down here still approves when it comes up', () => {
  const { press } = armed();
  press.keyDown(key);
  press.keyDown({ ...key, repeat: true });
  assert.equal(press.keyUp(key), true);
});

test('assistive technology may activate the armed button', () => {
  const { arming, press } = armed();
  const activated = { isTrusted: true, pointerId: -1, pointerType: '' };
  assert.equal(press.click(activated), true);
  arming.disturb();
  assert.equal(press.click(activated), false);
});
