import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_ACCEPTED, parseSignal } from '../../../extension/messages/parse-signal';

const unknown = { kind: 'unknown-credential', rpId: 'a.example', credentialId: 'AAAA' };
const accepted = {
  kind: 'all-accepted-credentials',
  rpId: 'a.example',
  userId: 'AA',
  allAcceptedCredentialIds: ['AAAA', 'B-_B'],
};
const details = { kind: 'current-user-details', rpId: 'a.example', userId: 'AA', name: '', displayName: 'A' };

test('each kind of signal is read, without what nobody asked for', () => {
  for (const signal of [unknown, accepted, details])
    assert.deepEqual(parseSignal({ ...signal, more: 1 }), signal);
});

test('what is no signal is nothing', () => {
  const wrong = [
    undefined,
    null,
    5,
    [],
    {},
    { ...unknown, kind: 'another' },
    { ...unknown, rpId: 5 },
    { ...unknown, credentialId: 'not base64url!' },
    { ...unknown, credentialId: 'A'.repeat(5_000) },
    { ...accepted, userId: undefined },
    { ...accepted, allAcceptedCredentialIds: 'AAAA' },
    { ...accepted, allAcceptedCredentialIds: [5] },
    { ...accepted, allAcceptedCredentialIds: Array(MOST_ACCEPTED + 1).fill('AA') },
    { ...details, name: null },
    { ...details, displayName: 'n'.repeat(70_000) },
  ];
  for (const signal of wrong) assert.equal(parseSignal(signal), undefined, JSON.stringify(signal));
});
