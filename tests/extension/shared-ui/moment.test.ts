import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howLongAgo } from '../../../extension/shared-ui/moment';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const now = Date.UTC(2026, 0, 31);

test('the largest whole unit is said', () => {
  const ago = (past: number) => howLongAgo(now - past, now, 'en');
  assert.equal(ago(0), 'now');
  assert.equal(ago(59_999), 'now');
  assert.equal(ago(MINUTE), '1 minute ago');
  assert.equal(ago(119 * MINUTE), '1 hour ago');
  assert.equal(ago(DAY), 'yesterday');
  assert.equal(ago(29 * DAY), '29 days ago');
  assert.equal(ago(800 * DAY), '2 years ago');
});

test('a clock that went back says now', () => {
  assert.equal(howLongAgo(now + DAY, now, 'en'), 'now');
});

test('the language is the one of the texts', () => {
  assert.equal(howLongAgo(now - 3 * DAY, now, 'ja'), '3 日前');
});
