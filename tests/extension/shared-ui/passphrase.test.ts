import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLongEnough, normalised } from '../../../extension/shared-ui/passphrase';

test('the same passphrase from another keyboard is the same', () => {
  assert.equal(normalised('cafe\u0301'), normalised('caf\u00e9'));
  assert.equal(normalised('ｐａｓｓ'), 'pass');
  assert.equal(normalised('ﾊﾟｽ'), 'パス');
});

test('case and spaces are kept', () => {
  assert.equal(normalised(' Correct  Horse '), ' Correct  Horse ');
});

test('eight characters are enough, whatever their code units', () => {
  assert.equal(isLongEnough('1234567'), false);
  assert.equal(isLongEnough('12345678'), true);
  assert.equal(isLongEnough('🔑🔑🔑🔑'), false);
  assert.equal(isLongEnough('🔑🔑🔑🔑🔑🔑🔑🔑'), true);
});
