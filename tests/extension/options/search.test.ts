import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeySummary } from '../../../extension/messages/from-user';
import { searchIn } from '../../../extension/options/search';

const key = (rpId: string, rpName: string, userName: string, userDisplayName: string): KeySummary => ({
  key: rpId,
  rpId,
  rpName,
  userName,
  userDisplayName,
  createdAt: 0,
  algorithm: 'ES256',
  discoverable: true,
  backup: 'eligible',
  u2f: false,
  hidden: false,
});

const keys = [
  key('github.com', 'GitHub', 'octocat', 'Mona'),
  key('example.co.jp', 'ガス会社', 'tanaka', '田中 花子'),
  key('example.com', '', 'mona@example.com', ''),
];
const found = (query: string) => searchIn(keys)(query).map(({ rpId }) => rpId);

test('an empty search leaves every key', () => {
  assert.equal(found('').length, 3);
  assert.equal(found('   ').length, 3);
});

test('site, name and account are searched, whatever the case', () => {
  assert.deepEqual(found('GITHUB'), ['github.com']);
  assert.deepEqual(found('mona'), ['github.com', 'example.com']);
  assert.deepEqual(found('田中'), ['example.co.jp']);
});

test('every word must occur', () => {
  assert.deepEqual(found('mona github'), ['github.com']);
  assert.deepEqual(found('mona nowhere'), []);
});

test('half-width and full-width forms are the same', () => {
  assert.deepEqual(found('ｶﾞｽ'), ['example.co.jp']);
  assert.deepEqual(found('ＧｉｔＨｕｂ'), ['github.com']);
});

test('words do not match across fields', () => {
  assert.deepEqual(found('comgit'), []);
});
