import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64Url, toBase64Url } from '../../../extension/page-door/base64url';

test('every byte and every length comes back, in the words of Node', () => {
  for (let length = 0; length < 260; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    const text = toBase64Url(bytes);
    assert.equal(text, Buffer.from(bytes).toString('base64url'));
    assert.deepEqual(new Uint8Array(fromBase64Url(text)), bytes);
  }
});
