import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOf } from '../../../extension/options/guide-item';
import { GUIDES } from '../../../extension/options/guides-list';

const github = { name: { site: 'GitHub' }, rpIds: ['github.com'], steps: [] };

test('a key is of a guide by its RP ID, or one below it', () => {
  for (const rpId of ['github.com', 'gist.github.com']) assert.equal(isOf(github, { rpId }), true, rpId);
  for (const rpId of ['notgithub.com', 'github.com.evil.example', 'com', ''])
    assert.equal(isOf(github, { rpId }), false, rpId);
});

test('every link leads to a page of its own site, over https', () => {
  for (const guide of GUIDES.filter(({ address }) => address)) {
    const { protocol, hostname } = new URL(guide.address ?? '');
    assert.equal(protocol, 'https:');
    assert.ok(isOf(guide, { rpId: hostname }), hostname);
  }
});
