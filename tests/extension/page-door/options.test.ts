import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creationOptions, requestOptions } from '../../../extension/page-door/options';
import { type Convert, LARGEST_REQUEST, newReading } from '../../../extension/page-door/web-idl';

const creation = {
  rp: { name: 'n' },
  user: { id: new Uint8Array(1), name: 'u', displayName: 'd' },
  challenge: new Uint8Array(8),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};
const request = { challenge: new Uint8Array(8) };

function isOurs(read: Convert, options: unknown): boolean {
  const reading = newReading();
  read(options, reading);
  return reading.complete;
}

const ofCreation = (changes: object, call: object = {}) =>
  isOurs(creationOptions, { publicKey: { ...creation, ...changes }, ...call });
const ofRequest = (changes: object, call: object = {}) =>
  isOurs(requestOptions, { publicKey: { ...request, ...changes }, ...call });

test('plain requests are ours', () => {
  assert.ok(ofCreation({}));
  assert.ok(ofRequest({}));
  assert.ok(ofRequest({}, { mediation: 'required', signal: new AbortController().signal }));
});

test('every mediation that there is is ours', () => {
  for (const mediation of ['conditional', 'silent', 'optional', 'required', undefined]) {
    assert.ok(ofCreation({}, { mediation }), mediation);
    assert.ok(ofRequest({}, { mediation }), mediation);
  }
  for (const mediation of ['immediate', '', null]) {
    assert.ok(!ofCreation({}, { mediation }), String(mediation));
    assert.ok(!ofRequest({}, { mediation }), String(mediation));
  }
  assert.ok(ofRequest({}, { uiMode: 'immediate' }));
  assert.ok(!ofRequest({}, { uiMode: 'later' }));
});

test('a second kind of credential makes a call the browser’s', () => {
  for (const kind of ['digital', 'federated', 'identity', 'otp', 'password'])
    assert.ok(!ofRequest({}, { [kind]: {} }), kind);
});

test('extensions are ours; what one of them cannot mean is the browser’s', () => {
  const prf = { evalByCredential: { AAAA: { first: new Uint8Array(1) } } };
  assert.ok(ofCreation({ extensions: { largeBlob: { support: 'required' } } }));
  assert.ok(!ofCreation({ extensions: { largeBlob: { read: false } } }));
  assert.ok(!ofCreation({ extensions: { payment: { isPayment: true } } }));
  assert.ok(!ofRequest({ extensions: { payment: {} } }));
  assert.ok(ofCreation({ extensions: { enforceCredentialProtectionPolicy: true } }));
  assert.ok(ofCreation({ extensions: { prf: {}, credProps: true, minPinLength: true } }));
  assert.ok(!ofCreation({ extensions: { prf } }));
  assert.ok(ofRequest({ extensions: { prf, appid: 'https://example.com', credProps: false } }));
  assert.ok(!ofRequest({ extensions: { credProps: true } }));
});

test('null is a dictionary without members, where none is required', () => {
  assert.ok(ofCreation({ extensions: null, authenticatorSelection: null }));
  assert.ok(ofRequest({ extensions: { prf: null } }));
  assert.ok(!ofRequest({ extensions: { prf: { eval: null } } }));
  assert.ok(!ofCreation({ rp: null }));
});

test('a request is ours up to the limits and the browser’s beyond them', () => {
  const descriptors = (length: number) =>
    Array.from({ length }, () => ({ type: 'public-key', id: new Uint8Array(16) }));
  assert.ok(ofRequest({ allowCredentials: descriptors(64) }));
  assert.ok(!ofRequest({ allowCredentials: descriptors(65) }));
  assert.ok(ofRequest({ challenge: new Uint8Array(LARGEST_REQUEST - 100) }));
  assert.ok(!ofRequest({ challenge: new Uint8Array(LARGEST_REQUEST + 1) }));
  assert.ok(!ofCreation({ rp: { name: 'n'.repeat(LARGEST_REQUEST + 1) } }));
});

test('the snapshot keeps what the table does not know, and its own copy of what it does', () => {
  const options = { publicKey: { ...request, novelty: { kept: true } } };
  const snapshot = requestOptions(options, newReading()) as typeof options;
  options.publicKey.challenge.fill(9);
  assert.deepEqual(snapshot.publicKey.challenge, new Uint8Array(8));
  assert.equal(snapshot.publicKey.novelty, options.publicKey.novelty);
  options.publicKey.challenge.fill(0);
});

test('nothing is read after a getter that throws, and the browser meets the same error', () => {
  const error = new RangeError('of the page');
  const read: string[] = [];
  const publicKey = {
    get challenge() {
      throw error;
    },
    get rpId() {
      read.push('rpId');
      return '';
    },
  };
  const snapshot = requestOptions({ publicKey }, newReading()) as { publicKey: { challenge: unknown } };
  assert.throws(() => snapshot.publicKey.challenge, error);
  assert.deepEqual(read, []);
});
