import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  decodeAttestationObject,
  decodeClientDataJSON,
  isoBase64URL,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers';
import type { CeremonyEntry } from './ceremonies';

/** A key's answer as JSON: its outer shape is known, and nothing about it has been verified. */
export type KeyAnswer = RegistrationResponseJSON | AuthenticationResponseJSON;

/** Takes a request's body for a key's answer to a `create()`. */
export function registrationFrom(body: Record<string, unknown>): RegistrationResponseJSON {
  requireStrings(body, ['attestationObject', 'clientDataJSON']);
  return body as unknown as RegistrationResponseJSON;
}

/** Takes a request's body for a key's answer to a `get()`. */
export function authenticationFrom(body: Record<string, unknown>): AuthenticationResponseJSON {
  requireStrings(body, ['authenticatorData', 'clientDataJSON', 'signature']);
  return body as unknown as AuthenticationResponseJSON;
}

export type Claims = Pick<CeremonyEntry, 'flags' | 'counter' | 'origin' | 'credentialId'> & {
  challenge: string;
};

/** What an answer says about itself; throws when it cannot be read. */
export function claimsOf(answer: KeyAnswer): Claims {
  const { challenge, origin } = decodeClientDataJSON(answer.response.clientDataJSON);
  const { flags, counter } = parseAuthenticatorData(authenticatorDataOf(answer));
  const { up, uv, be, bs } = flags;
  return { challenge, origin, counter, flags: { UP: up, UV: uv, BE: be, BS: bs }, credentialId: answer.id };
}

/** The bytes that the key signed or attested. */
export function authenticatorDataOf({ response }: KeyAnswer): Uint8Array<ArrayBuffer> {
  if ('signature' in response) return isoBase64URL.toBuffer(response.authenticatorData);
  return decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject)).get('authData');
}

function requireStrings(body: Record<string, unknown>, members: string[]): void {
  const { id, response } = body;
  const inner =
    typeof response === 'object' && response !== null ? (response as Record<string, unknown>) : {};
  const missing = members.filter((member) => typeof inner[member] !== 'string');
  if (typeof id !== 'string') missing.unshift('id');
  if (missing.length > 0) throw new Error(`The answer has no ${missing.join(', ')}.`);
}
