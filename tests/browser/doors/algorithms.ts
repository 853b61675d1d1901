/** Every algorithm, from the page's call to a server's verdict. */
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Page } from 'playwright-core';
import { CREATION, call, outcomeOf, REQUEST } from '../page-calls';
import type { CaseList, DoorCase } from './case-list';
import type { Scene } from './scene';

export type Algorithm = {
  name: string;
  alg: number;
  /** What Node's verifier hashes the message with; nothing where it has no verifier. */
  digest?: string | null;
  /** The numbers that @simplewebauthn/server knows; it has none yet of those that name their curve. */
  library?: true;
  /** The length of a public key that Node cannot read. */
  keyLength?: number;
  signatureLength?: number;
};

export const ALGORITHMS: Algorithm[] = [
  { name: 'ES256', alg: -7, digest: 'sha256', library: true },
  { name: 'ESP256', alg: -9, digest: 'sha256' },
  { name: 'ES384', alg: -35, digest: 'sha384', library: true },
  { name: 'ESP384', alg: -51, digest: 'sha384' },
  { name: 'ES512', alg: -36, digest: 'sha512', library: true },
  { name: 'ESP512', alg: -52, digest: 'sha512' },
  { name: 'EdDSA', alg: -8, digest: null, library: true, signatureLength: 64 },
  { name: 'Ed25519', alg: -19, digest: null, signatureLength: 64 },
  { name: 'RS256', alg: -257, digest: 'sha256', library: true, signatureLength: 256 },
  { name: 'ML-DSA-44', alg: -48, keyLength: 1312, signatureLength: 2420 },
  { name: 'ML-DSA-65', alg: -49, keyLength: 1952, signatureLength: 3309 },
];

const caseOf = (algorithm: Algorithm): DoorCase => ({
  run: (scene) => verdict(algorithm, scene),
  result: { algorithm: algorithm.alg, isVerified: true, named: algorithm.name },
});

/** What a server comes to, or the error that the page got. */
async function verdict(algorithm: Algorithm, { stage }: Scene): Promise<unknown> {
  const page = await stage.open('/blank');
  await call(page, 'create', creation(algorithm));
  const outcome = await outcomeOf(page);
  if (!('credential' in outcome)) return outcome.error.name;
  const registration = outcome.credential as unknown as RegistrationResponseJSON;
  agreeOnPublicKey(registration, algorithm);
  const assertion = await signedIn(page, registration.id);
  if (algorithm.signatureLength !== undefined)
    assert.equal(bytes(assertion.response.signature).length, algorithm.signatureLength);
  if (algorithm.library) await verifyWithLibrary(registration, assertion, algorithm.alg, stage.party.url());
  const { digest } = algorithm;
  const [key] = await stage.own.keys();
  return {
    algorithm: registration.response.publicKeyAlgorithm,
    // Node has no verifier for some.
    isVerified: digest === undefined || nodeVerifies(registration, assertion, digest),
    named: key?.algorithm,
  };
}

export function creation({ alg }: Algorithm) {
  return {
    ...CREATION,
    authenticatorSelection: { residentKey: 'discouraged' },
    pubKeyCredParams: [{ type: 'public-key', alg }],
  };
}

async function signedIn(page: Page, id: string): Promise<AuthenticationResponseJSON> {
  await page.bringToFront();
  const options = { ...REQUEST, allowCredentials: [{ type: 'public-key', id }] };
  await call(page, 'get', options, 'get');
  return credentialOf(page, 'get');
}

async function credentialOf<Json>(page: Page, name: string): Promise<Json> {
  const outcome = await outcomeOf(page, name);
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  return outcome.credential as Json;
}

/** The two forms of the public key hold the same bytes, whatever stands around them. */
function agreeOnPublicKey({ response }: RegistrationResponseJSON, { keyLength }: Algorithm): void {
  const spki = bytes(response.publicKey ?? '');
  const authenticatorData = bytes(response.authenticatorData ?? '');
  if (keyLength !== undefined) {
    const key = spki.subarray(-keyLength);
    assert.deepEqual(authenticatorData.subarray(-keyLength), key);
    return;
  }
  const jwk = createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ format: 'jwk' });
  for (const coordinate of [jwk.x, jwk.y, jwk.n]) {
    if (coordinate) assert.ok(authenticatorData.includes(bytes(coordinate)));
  }
}

function nodeVerifies(
  { response: { publicKey } }: RegistrationResponseJSON,
  { response }: AuthenticationResponseJSON,
  digest: string | null,
): boolean {
  const key = createPublicKey({ key: bytes(publicKey ?? ''), format: 'der', type: 'spki' });
  const clientDataHash = createHash('sha256').update(bytes(response.clientDataJSON)).digest();
  const signed = Buffer.concat([bytes(response.authenticatorData), clientDataHash]);
  return verify(digest, signed, key, bytes(response.signature));
}

async function verifyWithLibrary(
  registration: RegistrationResponseJSON,
  assertion: AuthenticationResponseJSON,
  alg: number,
  site: string,
): Promise<void> {
  const expected = {
    expectedOrigin: site,
    expectedRPID: new URL(site).hostname,
    requireUserVerification: false,
  };
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    ...expected,
    response: registration,
    expectedChallenge: CREATION.challenge,
    supportedAlgorithmIDs: [alg],
  });
  assert.ok(verified);
  const signIn = await verifyAuthenticationResponse({
    ...expected,
    response: assertion,
    expectedChallenge: REQUEST.challenge,
    credential: registrationInfo.credential,
  });
  assert.ok(signIn.verified);
}

export function bytes(encoded: string): Buffer {
  return Buffer.from(encoded, 'base64url');
}

/** The first that both know, in the site's order. */
const inTheSitesOrder: DoorCase = {
  async run({ stage }) {
    const page = await stage.open('/blank');
    const pubKeyCredParams = [-35, -7].map((alg) => ({ type: 'public-key', alg }));
    await call(page, 'create', { ...CREATION, pubKeyCredParams });
    const { response } = await credentialOf<RegistrationResponseJSON>(page, 'call');
    return response.publicKeyAlgorithm;
  },
  result: -35,
};

export const ALGORITHM_LIST: CaseList = {
  cases: {
    ...Object.fromEntries(
      ALGORITHMS.map((one) => [
        `${one.name}: a server verifies the registration and the sign-in`,
        caseOf(one),
      ]),
    ),
    'the site’s order decides: ES384 before ES256': inTheSitesOrder,
  },
};
