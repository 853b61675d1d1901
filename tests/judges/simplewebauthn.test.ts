/** @simplewebauthn/server accepts what Xenon answers, finds in it what is expected, and refuses changed copies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { type Ceremony, judged, type SignIn } from './ceremonies';

/** ML-DSA is missing: Node knows it since version 24 only. */
const KNOWN_ALGORITHMS = [-7, -8, -35, -36, -257];
const COSE_ALG = 3;
/** Where it begins in the authenticator data of a registration. */
const CREDENTIAL_ID = 55;

const site = judged();
const known = site.ceremonies.filter(({ expected }) => KNOWN_ALGORITHMS.includes(expected.algorithm));

for (const ceremony of known) {
  test(`SimpleWebAuthn: ${ceremony.name}: accepted`, async () => {
    const { found, credential } = await registered(ceremony, ceremony.registration);
    assert.deepEqual(found, findingsExpectedOf(ceremony));
    for (const signIn of ceremony.signIns) await accepts(ceremony, credential, signIn);
  });

  test(`SimpleWebAuthn: ${ceremony.name}: changed copies refused`, async () => {
    const { credential } = await registered(ceremony, ceremony.registration);
    for (const [what, answer] of changedRegistrations(ceremony)) {
      await assert.rejects(registered(ceremony, answer), isRefusal, what);
    }
    const { request, assertion } = firstOf(ceremony);
    for (const [what, answer] of changedAssertions(assertion)) {
      await assert.rejects(signedIn(ceremony, credential, { request, assertion: answer }), isRefusal, what);
    }
  });
}

async function registered(ceremony: Ceremony, response: RegistrationResponseJSON) {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: ceremony.creation.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: ceremony.expected.userVerified,
    supportedAlgorithmIDs: [ceremony.expected.algorithm],
  });
  if (!verified) throw new Error('not verified');
  const { fmt, aaguid, userVerified, credential, credentialDeviceType } = registrationInfo;
  const found = {
    algorithm: (decodeCredentialPublicKey(credential.publicKey) as Map<number, unknown>).get(COSE_ALG),
    format: fmt,
    aaguid,
    userVerified,
    backupEligible: credentialDeviceType === 'multiDevice',
    extensions: outputs(registrationInfo.authenticatorExtensionResults),
  };
  return { found, credential };
}

function findingsExpectedOf({ expected }: Ceremony) {
  const { algorithm, format, aaguid, userVerified, backupEligible, registeredExtensions } = expected;
  return { algorithm, format, aaguid, userVerified, backupEligible, extensions: registeredExtensions };
}

async function signedIn(ceremony: Ceremony, credential: WebAuthnCredential, { request, assertion }: SignIn) {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: assertion,
    expectedChallenge: request.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    credential,
    requireUserVerification: ceremony.expected.userVerified,
  });
  if (!verified) throw new Error('not verified');
  return authenticationInfo;
}

/** The credential remembers the counter, as a site would. */
async function accepts(ceremony: Ceremony, credential: WebAuthnCredential, signIn: SignIn): Promise<void> {
  const { expected } = ceremony;
  const found = await signedIn(ceremony, credential, signIn);
  assert.equal(found.userVerified, expected.userVerified);
  assert.equal(found.credentialDeviceType === 'multiDevice', expected.backupEligible);
  assert.deepEqual(outputs(found.authenticatorExtensionResults), expected.assertedExtensions);
  assert.ok(expected.counts ? found.newCounter > credential.counter : found.newCounter === 0);
  credential.counter = found.newCounter;
}

function outputs(found: unknown): Record<string, unknown> {
  const written = (value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value;
  return Object.fromEntries(Object.entries(found ?? {}).map(([name, value]) => [name, written(value)]));
}

function changedRegistrations({ registration, expected }: Ceremony): [string, RegistrationResponseJSON][] {
  const { response } = registration;
  const whole = Buffer.from(response.attestationObject, 'base64url');
  const data = Buffer.from(response.authenticatorData ?? '', 'base64url');
  const changedAt = (offset: number) => ({
    ...registration,
    response: { ...response, attestationObject: flipped(whole, whole.indexOf(data) + offset) },
  });
  const clientData = otherChallenge(response.clientDataJSON);
  return [
    ['the challenge', { ...registration, response: { ...response, clientDataJSON: clientData } }],
    ["the RP ID's hash", changedAt(0)],
    // Without an attestation nothing signs the rest.
    ...(expected.format === 'none'
      ? []
      : [["the credential's ID", changedAt(CREDENTIAL_ID)] satisfies [string, RegistrationResponseJSON]]),
  ];
}

function changedAssertions(assertion: AuthenticationResponseJSON): [string, AuthenticationResponseJSON][] {
  const { authenticatorData, clientDataJSON, signature } = assertion.response;
  const data = Buffer.from(authenticatorData, 'base64url');
  const signed = Buffer.from(signature, 'base64url');
  const changed = (response: Partial<typeof assertion.response>) => ({
    ...assertion,
    response: { ...assertion.response, ...response },
  });
  return [
    ['the challenge', changed({ clientDataJSON: otherChallenge(clientDataJSON) })],
    ["the RP ID's hash", changed({ authenticatorData: flipped(data, 0) })],
    ['the counter', changed({ authenticatorData: flipped(data, 33) })],
    ['the signature', changed({ signature: flipped(signed, signed.length - 1) })],
  ];
}

function otherChallenge(clientDataJson: string): string {
  const clientData = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString());
  return Buffer.from(JSON.stringify({ ...clientData, challenge: 'b3RoZXI' })).toString('base64url');
}

function flipped(bytes: Buffer, at: number): string {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy.toString('base64url');
}

/** The library says no with plain errors and one of its own; anything else is a mistake of ours. */
function isRefusal(error: Error): boolean {
  return ['Error', 'UnexpectedRPIDHash'].includes(error.constructor.name);
}

function firstOf({ signIns }: Ceremony): SignIn {
  const [first] = signIns;
  if (!first) throw new Error('There is no sign-in.');
  return first;
}
