import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strengthOf } from '../../../extension/shared-ui/strength';
import { guessesLog10 } from '../../../extension/shared-ui/strength-estimator';

const strength = (passphrase: string, siteWords: string[] = []) =>
  strengthOf(guessesLog10(passphrase, siteWords));

test('the levels begin where they say', () => {
  assert.deepEqual([7.99, 8, 10.99, 11, 13.99, 14].map(strengthOf), [
    'weak',
    'fair',
    'fair',
    'good',
    'good',
    'strong',
  ]);
});

test('what people choose first is weak', () => {
  for (const passphrase of [
    'password',
    'iloveyou2',
    'qwertyuiop',
    'sunshine moon',
    '19840612',
    'hippopotamus99',
  ]) {
    assert.equal(strength(passphrase), 'weak', passphrase);
  }
});

test('several unrelated words are strong', () => {
  assert.equal(strength('correct horse battery staple'), 'strong');
  assert.equal(strength('violin gravel otter sunday'), 'strong');
});

test("the site's name is no secret", () => {
  assert.equal(strength('zyxoncloud', ['zyxoncloud']), 'weak');
});
