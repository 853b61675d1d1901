/** Every algorithm, from the page's call to a server's verdict, and beside Chromium's own authenticator. */
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from './approval';
import { CREATION, call, outcomeOf, REQUEST } from './page-calls';
import { launchPlain } from './plain-chromium';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

type Algorithm = {
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

const ALGORITHMS: Algorithm[] = [
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

/** Those that Chromium's virtual authenticator has. */
const NATIVE = ['ES256', 'EdDSA', 'RS256', 'ML-DSA-44', 'ML-DSA-65'];

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
});
after(() => stage.close());

for (const algorithm of ALGORITHMS) {
  test(`${algorithm.name}: a server verifies the registration and the sign-in`, async () => {
    const registration = await registered(algorithm);
    assert.equal(registration.response.publicKeyAlgorithm, algorithm.alg);
    agreeOnPublicKey(registration, algorithm);
    const assertion = await signedIn(registration.id);
    if (algorithm.digest !== undefined) assert.ok(nodeVerifies(registration, assertion, algorithm.digest));
    if (algorithm.signatureLength !== undefined) {
      assert.equal(bytes(assertion.response.signature).length, algorithm.signatureLength);
    }
    if (algorithm.library) await verifyWithLibrary(registration, assertion, algorithm.alg);
    const [key] = await stage.own.keys();
    assert.equal(key?.algorithm, algorithm.name);
    await stage.own.deleteAllKeys();
  });
}

test('a page reads the same kind of public key as from Chromium’s own authenticator', async () => {
  const plain = await launchPlain();
  try {
    const nativePage = await plain.open(`${stage.party.url()}/blank`);
    await plugInKey(nativePage);
    for (const algorithm of ALGORITHMS.filter(({ name }) => NATIVE.includes(name))) {
      await nativePage.bringToFront();
      await call(nativePage, 'create', creation(algorithm));
      const native = await credentialOf<RegistrationResponseJSON>(nativePage);
      const ours = await registered(algorithm);
      assert.deepEqual(kindOfPublicKey(ours), kindOfPublicKey(native), algorithm.name);
    }
  } finally {
    await plain.close();
  }
});

/** The number, and what stands around the key in its `SubjectPublicKeyInfo`. */
function kindOfPublicKey({ response }: RegistrationResponseJSON) {
  const spki = response.publicKey === undefined ? undefined : bytes(response.publicKey);
  return {
    algorithm: response.publicKeyAlgorithm,
    length: spki?.length,
    // Up to the algorithm identifier's end: the lengths of the outer sequence and of it are in there.
    start: spki?.subarray(0, 12).toString('hex'),
  };
}

function creation({ alg }: Algorithm) {
  return {
    ...CREATION,
    authenticatorSelection: { residentKey: 'discouraged' },
    pubKeyCredParams: [{ type: 'public-key', alg }],
  };
}

async function registered(algorithm: Algorithm): Promise<RegistrationResponseJSON> {
  await page.bringToFront();
  await approved(() => call(page, 'create', creation(algorithm)));
  return credentialOf(page);
}

async function signedIn(id: string): Promise<AuthenticationResponseJSON> {
  await page.bringToFront();
  const options = { ...REQUEST, allowCredentials: [{ type: 'public-key', id }] };
  await approved(() => call(page, 'get', options));
  return credentialOf(page);
}

async function approved(act: () => Promise<void>): Promise<void> {
  const window = await windowOpenedBy(stage.context, act);
  await approve(window);
  await closed(window);
}

async function credentialOf<Json>(where: Page): Promise<Json> {
  const outcome = await outcomeOf(where);
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
): Promise<void> {
  const expected = {
    expectedOrigin: stage.party.url(),
    expectedRPID: new URL(stage.party.url()).hostname,
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

function bytes(encoded: string): Buffer {
  return Buffer.from(encoded, 'base64url');
}
