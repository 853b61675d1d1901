import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFromPage, parseFromSite, requestIdOf } from '../../../extension/messages/parse-from-site';

const requestId = '0123456789abcdef0123456789abcdef';
const options = {
  challenge: 'AAAA',
  allowCredentials: [{ type: 'public-key', id: 'AQID', transports: ['usb'] }],
  hints: [],
  extensions: {},
};
const get = { kind: 'get', requestId, mediation: 'modal', options };
const report = { userActive: true, ancestorOrigins: ['https://example.com'] };
const creation = {
  rp: { name: 'n' },
  user: { id: 'AQ', name: 'u', displayName: 'd' },
  challenge: 'AAAA',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  excludeCredentials: [],
  hints: [],
  attestationFormats: [],
  extensions: { credProps: true },
};

test('well-formed messages come through as they are', () => {
  assert.deepEqual(parseFromPage(get), get);
  assert.deepEqual(parseFromSite({ ...get, ...report }), { ...get, ...report });
  const create = { kind: 'create', requestId, mediation: 'modal', options: creation };
  assert.deepEqual(parseFromPage(create), create);
  for (const kind of ['cancel', 'settled', 'browser-answered', 'prepare'])
    assert.deepEqual(parseFromSite({ kind, requestId }), { kind, requestId });
});

test('unknown members are dropped at every depth', () => {
  const noisy = {
    ...get,
    origin: 'https://evil.example',
    options: { ...options, evil: 1, extensions: { novelty: {} } },
  };
  assert.deepEqual(parseFromPage(noisy), get);
});

test('a message from a content script needs its report', () => {
  assert.equal(parseFromSite(get), undefined);
  assert.equal(parseFromSite({ ...get, ...report, userActive: 'yes' }), undefined);
});

for (const [what, message] of Object.entries({
  'no message': undefined,
  text: 'get',
  'no kind': { requestId, options },
  'an unknown kind': { ...get, kind: 'sign' },
  'a short id': { ...get, requestId: 'abc' },
  'an id in capitals': { ...get, requestId: requestId.toUpperCase() },
  'no options': { kind: 'get', requestId, mediation: 'modal' },
  'no challenge': { ...get, options: { ...options, challenge: undefined } },
  'a challenge in standard base64': { ...get, options: { ...options, challenge: 'ab+/' } },
  'a challenge with padding': { ...get, options: { ...options, challenge: 'AA==' } },
  'a challenge of impossible length': { ...get, options: { ...options, challenge: 'AAAAA' } },
  'a huge challenge': { ...get, options: { ...options, challenge: 'A'.repeat(400_000) } },
  'a huge list': {
    ...get,
    options: { ...options, allowCredentials: Array(65).fill({ type: 't', id: 'AA' }) },
  },
  'a list that is an object': { ...get, options: { ...options, hints: { length: 0 } } },
  'a list with a hole': { ...get, options: { ...options, hints: Array(1) } },
  'a timeout that is text': { ...get, options: { ...options, timeout: '1' } },
  'a timeout that is no number': { ...get, options: { ...options, timeout: Number.NaN } },
  'inherited options': Object.create(get),
}))
  test(`refused: ${what}`, () => {
    assert.equal(parseFromPage(message), undefined);
    assert.equal(parseFromSite({ ...(message as object), ...report }), undefined);
  });

test('the id of an unreadable message is still found', () => {
  assert.equal(requestIdOf({ ...get, options: 5 }), requestId);
  assert.equal(requestIdOf({ requestId: 5 }), undefined);
});
