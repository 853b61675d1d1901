import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeySummary } from '../../../extension/messages/from-user';
import { guidedKeys, lastUse } from '../../../extension/options/guided-keys';
import { GUIDES } from '../../../extension/options/guides-list';

const key = (rpId: string, lastUsedAt?: number): KeySummary => ({
  key: rpId,
  rpId,
  rpName: '',
  userName: '',
  userDisplayName: '',
  createdAt: 0,
  ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  algorithm: 'ES256',
  discoverable: true,
  backup: 'eligible',
  u2f: false,
  hidden: false,
});

const sitesWithKey = (rpId: string) => [
  ...new Set(GUIDES.filter((guide) => guidedKeys(guide, [key(rpId)]).length > 0).map(({ site }) => site)),
];

test('a key belongs to the guide of its RP ID', () => {
  assert.deepEqual(sitesWithKey('github.com'), ['GitHub']);
  assert.deepEqual(sitesWithKey('google.com'), ['Google']);
  assert.deepEqual(sitesWithKey('pypi.org'), ['PyPI']);
});

test('a key of a subdomain belongs to it too', () => {
  assert.deepEqual(sitesWithKey('signin.aws.amazon.com'), ['AWS']);
  assert.deepEqual(sitesWithKey('us-east-1.console.aws.amazon.com'), ['AWS']);
  assert.deepEqual(sitesWithKey('login.microsoft.com'), ['Microsoft']);
  assert.deepEqual(sitesWithKey('dash.cloudflare.com'), ['Cloudflare']);
  assert.deepEqual(sitesWithKey('www.npmjs.com'), ['npm']);
});

test('a look-alike, a parent domain and another site do not', () => {
  for (const rpId of ['evilgithub.com', 'github.com.example', 'amazon.com', 'com', 'example.com']) {
    assert.deepEqual(sitesWithKey(rpId), [], rpId);
  }
});

test('the latest use of several keys counts', () => {
  assert.equal(lastUse([key('a.example', 3), key('b.example', 7), key('c.example')]), 7);
  assert.equal(lastUse([key('a.example')]), undefined);
  assert.equal(lastUse([]), undefined);
});

test('every guide leads to an https page of its own site', () => {
  for (const guide of GUIDES) {
    const { protocol, hostname } = new URL(guide.address);
    assert.equal(protocol, 'https:', guide.site);
    assert.equal(guidedKeys(guide, [key(hostname)]).length, 1, guide.address);
  }
});
