/** Client extensions at the page door, beside those of Chromium's own authenticator in the same run. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PAGE, run } from './page-door/page-script';
import { createdOutputs, signedOutputs } from './page-door/toy-credentials';
import { NATIVE_PATH, startToy, type Toy } from './page-door/toy-extension';

let toy: Toy;
let page: Page;
let native: Page;

/** Every output that a registration has, and every one that a sign-in has. */
const REGISTRATION = `{ credProps: true, prf: { eval: { first: bytes(3), second: bytes(4) } },
  largeBlob: { support: 'required' }, hmacCreateSecret: true, credBlob: bytes(5) }`;
const SIGN_IN = `{ prf: { eval: { first: bytes(3), second: bytes(4) } }, largeBlob: { read: true }, getCredBlob: true }`;

before(async () => {
  toy = await startToy({ '/': { body: PAGE }, [NATIVE_PATH]: { body: PAGE } });
  native = await toy.open(NATIVE_PATH);
  await run(
    native,
    `{ const selection = { residentKey: 'required', userVerification: 'required' };
       globalThis.registration = await create({ extensions: ${REGISTRATION}, authenticatorSelection: selection });
       const allowCredentials = [{ type: 'public-key', id: registration.rawId }];
       await get({ allowCredentials, extensions: { largeBlob: { write: bytes(9) } } });
       globalThis.assertion = await get({ allowCredentials, extensions: ${SIGN_IN} }); }`,
  );
  page = await toy.open('/');
  await run(
    page,
    `{ globalThis.registration = await create({ hints: ['extensions'] });
       globalThis.assertion = await get({ hints: ['extensions'] }); }`,
  );
});
after(() => toy.close());

const SHAPE = `(() => {
  const kind = (value) => {
    if (value instanceof ArrayBuffer) return 'buffer of ' + value.byteLength;
    if (typeof value !== 'object') return typeof value === 'string' ? 'text of ' + value.length : value;
    return [Object.getPrototypeOf(value) === Object.prototype, ...Object.entries(value).map(([name, inner]) => [name, kind(inner)])];
  };
  const same = (read) => read() === read();
  return [registration, assertion].map((credential) => {
    const results = () => credential.getClientExtensionResults();
    return [kind(results()), kind(credential.toJSON().clientExtensionResults), same(results), same(() => results().prf),
      same(() => results().prf.results), same(() => results().prf.results.first), same(() => results().getCredBlob),
      same(() => results().largeBlob.blob), results().prf.results.first === results().prf.results.second];
  });
})()`;

test('every output has the kind, the place and the identity of the browser’s own', async () => {
  assert.deepEqual(await run(page, SHAPE), await run(native, SHAPE));
});

test('the bytes are those that the worker sent', async () => {
  const json = 'JSON.parse(JSON.stringify([registration, assertion])).map((it) => it.clientExtensionResults)';
  assert.deepEqual(await run(page, json), [createdOutputs, signedOutputs]);
  const blob = '[...new Uint8Array(assertion.getClientExtensionResults().largeBlob.blob)]';
  assert.deepEqual(await run(page, blob), Array(9).fill(7));
});

test('what a page does to the results does not change them', async () => {
  const spoil = `{ assertion.getClientExtensionResults().prf.results.first = 5; delete assertion.getClientExtensionResults().prf;
    return assertion.getClientExtensionResults().prf.results.first.byteLength; }`;
  assert.equal(await run(page, spoil), 32);
});

test('every input of a registration reaches the worker', async () => {
  await run(
    page,
    `create({ attestationFormats: ['packed', 'none'], authenticatorSelection: { userVerification: 'required' }, extensions: {
      appidExclude: 'https://a.example', credBlob: bytes(2), credProps: 1, credentialProtectionPolicy: 'userVerificationRequired',
      enforceCredentialProtectionPolicy: true, getCredBlob: false, hmacCreateSecret: true, largeBlob: { support: 'required' },
      minPinLength: true, prf: { eval: { first: bytes(1).buffer, second: new DataView(new ArrayBuffer(2)) } }, uvm: true, novelty: 1 } })`,
  );
  const { options } = await lastHeard('create');
  assert.deepEqual('attestationFormats' in options && options.attestationFormats, ['packed', 'none']);
  assert.deepEqual(options.extensions, {
    appidExclude: 'https://a.example',
    credBlob: 'Bwc',
    credProps: true,
    credentialProtectionPolicy: 'userVerificationRequired',
    enforceCredentialProtectionPolicy: true,
    getCredBlob: false,
    hmacCreateSecret: true,
    largeBlob: { support: 'required' },
    minPinLength: true,
    prf: { eval: { first: 'Bw', second: 'AAA' } },
  });
});

test('every input of a sign-in reaches the worker, by credential too', async () => {
  await run(
    page,
    `get({ allowCredentials: [{ type: 'public-key', id: bytes(3) }, { type: 'public-key', id: bytes(6) }], extensions: {
      appid: 'https://a.example', getCredBlob: true, largeBlob: { read: true },
      prf: { eval: { first: bytes(1) }, evalByCredential: { BwcHBwcH: { first: bytes(1), second: bytes(2) }, BwcH: { first: bytes(3) } } } } })`,
  );
  const { options } = await lastHeard('get');
  assert.deepEqual(options.extensions, {
    appid: 'https://a.example',
    getCredBlob: true,
    largeBlob: { read: true },
    prf: {
      eval: { first: 'Bw' },
      evalByCredential: { BwcHBwcH: { first: 'Bw', second: 'Bwc' }, BwcH: { first: 'BwcH' } },
    },
  });
});

async function lastHeard(kind: 'create' | 'get') {
  const said = (await toy.heard()).filter((one) => one.kind === kind).at(-1);
  assert.ok(said?.kind === 'create' || said?.kind === 'get');
  return said;
}
