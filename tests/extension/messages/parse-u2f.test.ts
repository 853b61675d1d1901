import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFromPage, parseFromSite } from '../../../extension/messages/parse-from-site';

const requestId = '0123456789abcdef0123456789abcdef';
const report = { userActive: false, ancestorOrigins: [] };
const key = { keyHandle: 'AQ', version: 'U2F_V2', appId: 'https://a.example', challenge: 'YQ' };

const registration = {
  kind: 'u2f-register',
  requestId,
  options: {
    appId: 'https://a.example',
    registerRequests: [{ challenge: 'YQ', version: 'U2F_V2', appId: '' }],
    registeredKeys: [key],
    timeout: 30_000,
  },
};
const signature = {
  kind: 'u2f-sign',
  requestId,
  options: { appId: 'https://a.example', challenge: 'YQ', registeredKeys: [key], timeout: 30_000 },
};

const withOptions = (message: object, options: object) => ({
  ...message,
  options: { ...(message as typeof signature).options, ...options },
});

test('whole requests are read whole', () => {
  for (const message of [registration, signature]) {
    assert.deepEqual(parseFromPage(message), message);
    assert.deepEqual(parseFromSite({ ...message, ...report }), { ...message, ...report });
  }
});

test('the least that a request needs is enough', () => {
  const least = { kind: 'u2f-sign', requestId, options: { registeredKeys: [] } };
  assert.deepEqual(parseFromPage(least), least);
  const first = { registerRequests: [{ challenge: '' }], registeredKeys: [{ keyHandle: '' }] };
  const other = { kind: 'u2f-register', requestId, options: first };
  assert.deepEqual(parseFromPage(other), other);
});

test('challenges and handles are text, whatever is in them', () => {
  const odd = withOptions(signature, {
    challenge: '{"a": "é\u0000"}',
    registeredKeys: [{ keyHandle: '?==' }],
  });
  assert.deepEqual(parseFromPage(odd), odd);
});

test('other shapes and sizes are no requests', () => {
  const keys = (count: number) => Array.from({ length: count }, () => key);
  for (const wrong of [
    withOptions(signature, { registeredKeys: undefined }),
    withOptions(signature, { registeredKeys: keys(65) }),
    withOptions(signature, { registeredKeys: [{ ...key, keyHandle: 1 }] }),
    withOptions(signature, { registeredKeys: [{ ...key, keyHandle: 'x'.repeat(4_097) }] }),
    withOptions(signature, { registeredKeys: [{ ...key, challenge: {} }] }),
    withOptions(signature, { appId: 'x'.repeat(2_049) }),
    withOptions(signature, { timeout: 1.5 }),
    withOptions(registration, { registerRequests: [{}] }),
    withOptions(registration, { registerRequests: 'YQ' }),
    { ...registration, options: signature.options },
    { ...signature, options: null },
  ]) {
    assert.equal(parseFromPage(wrong), undefined, JSON.stringify(wrong).slice(0, 200));
  }
});
