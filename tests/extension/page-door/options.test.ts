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

test('conditional and silent calls are the browser’s', () => {
  for (const mediation of ['conditional', 'silent', 'immediate', '']) {
    assert.ok(!ofCreation({}, { mediation }), mediation);
    assert.ok(!ofRequest({}, { mediation }), mediation);
  }
});

test('a second kind of credential makes a call the browser’s', () => {
  for (const kind of ['digital', 'federated', 'identity', 'otp', 'password'])
    assert.ok(!ofRequest({}, { [kind]: {} }), kind);
});

test('what cannot be served is the browser’s', () => {
  assert.ok(!ofCreation({ extensions: { largeBlob: { support: 'required' } } }));
  assert.ok(ofCreation({ extensions: { largeBlob: { support: 'preferred' } } }));
  assert.ok(!ofCreation({ extensions: { payment: { isPayment: true } } }));
  assert.ok(!ofRequest({ extensions: { payment: {} } }));
  assert.ok(!ofCreation({ extensions: { enforceCredentialProtectionPolicy: true } }));
  assert.ok(ofCreation({ extensions: { prf: {}, credProps: true, minPinLength: true } }));
  assert.ok(ofRequest({ extensions: { appid: 'https://example.com' } }));
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
