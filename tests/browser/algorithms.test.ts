/** Every algorithm at the page door, and beside Chromium's own authenticator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Page } from 'playwright-core';
import { ALGORITHM_LIST, ALGORITHMS, type Algorithm, bytes, creation } from './doors/algorithms';
import { testAt } from './doors/case-list';
import { call, outcomeOf } from './page-calls';
import { launchPlain } from './plain-chromium';
import { plugInKey } from './virtual-key';

/** Those that Chromium's virtual authenticator has. */
const NATIVE = ['ES256', 'EdDSA', 'RS256', 'ML-DSA-44', 'ML-DSA-65'];

const scene = testAt('page', ALGORITHM_LIST);

test('a page reads the same kind of public key as from Chromium’s own authenticator', async () => {
  const { stage } = scene();
  const page = await stage.open('/blank');
  const plain = await launchPlain();
  try {
    const nativePage = await plain.open(`${stage.party.url()}/blank`);
    await plugInKey(nativePage);
    for (const algorithm of ALGORITHMS.filter(({ name }) => NATIVE.includes(name))) {
      const native = await registered(nativePage, algorithm);
      const ours = await registered(page, algorithm);
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

async function registered(page: Page, algorithm: Algorithm): Promise<RegistrationResponseJSON> {
  await page.bringToFront();
  await call(page, 'create', creation(algorithm));
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  return outcome.credential as unknown as RegistrationResponseJSON;
}
