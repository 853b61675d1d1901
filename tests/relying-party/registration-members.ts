/**
 * The members that a browser adds beside the attestation object, so that a site need not decode it.
 * Many sites store what these say: they must say the same.
 */
import { createPublicKey } from 'node:crypto';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  cose,
  decodeCredentialPublicKey,
  isoBase64URL,
  isoUint8Array,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers';
import { authenticatorDataOf } from './claims';

/** Refuses a registration whose convenience members disagree with what the key attested. */
export function refuseContradictions(answer: RegistrationResponseJSON): void {
  const { authenticatorData, publicKey, publicKeyAlgorithm } = answer.response;
  const attested = authenticatorDataOf(answer);
  const { credentialID, credentialPublicKey } = parseAuthenticatorData(attested);
  if (!credentialID || !credentialPublicKey) throw new Error('The authenticator data holds no credential.');
  if (isoBase64URL.fromBuffer(credentialID) !== answer.id) throw new Error('The id is not the attested one.');
  if (!authenticatorData || !isoUint8Array.areEqual(isoBase64URL.toBuffer(authenticatorData), attested)) {
    throw new Error('getAuthenticatorData() is not what was attested.');
  }
  if (publicKeyAlgorithm !== decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg)) {
    throw new Error('getPublicKeyAlgorithm() is not what was attested.');
  }
  if (!publicKey || !isSameKey(publicKey, credentialPublicKey)) {
    throw new Error('getPublicKey() is not what was attested.');
  }
}

/** Compares a SubjectPublicKeyInfo with a COSE key by the numbers in them. */
function isSameKey(spki: string, coseKey: Uint8Array<ArrayBuffer>): boolean {
  const { x, y, n, e } = createPublicKey({
    key: Buffer.from(spki, 'base64url'),
    format: 'der',
    type: 'spki',
  }).export({ format: 'jwk' });
  const stated = [x ?? n, y ?? e].filter((number) => number !== undefined);
  const members = decodeCredentialPublicKey(coseKey) as unknown as Map<number, unknown>;
  const attested = [members.get(-1), members.get(-2), members.get(-3)]
    .filter((member) => member instanceof Uint8Array)
    .map((bytes) => Buffer.from(bytes).toString('base64url'));
  return stated.length > 0 && stated.join() === attested.join();
}
