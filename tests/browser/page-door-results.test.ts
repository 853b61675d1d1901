/** What the page receives, compared with what Chromium's own authenticator gives in the same run. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PAGE, run } from './page-door/page-script';
import { created, signed } from './page-door/toy-credentials';
import { NATIVE_PATH, startToy, type Toy } from './page-door/toy-extension';

let toy: Toy;
let page: Page;
let native: Page;

before(async () => {
  toy = await startToy({ '/': { body: PAGE }, [NATIVE_PATH]: { body: PAGE } });
  native = await toy.open(NATIVE_PATH);
  await run(
    native,
    `made(() => create({ extensions: { credProps: true }, authenticatorSelection: { residentKey: 'required' } }))`,
  );
  page = await toy.open('/');
  await run(page, `made(() => create())`);
});
after(() => toy.close());

/** Everything about a credential but its bytes. */
const SHAPE = `(() => {
  const shape = (object) => {
    const inherited = [];
    for (const name in object) inherited.push([name, typeof object[name], Object.prototype.toString.call(object[name])]);
    return {
      own: Reflect.ownKeys(object),
      inherited,
      text: String(object),
      spread: { ...object },
      called: inherited.filter(([, type]) => type === 'function').map(([name]) =>
        [name, object[name].name, object[name].length, Object.prototype.toString.call(object[name]())]),
    };
  };
  const same = (read) => read() === read();
  const shapes = (credential) => [shape(credential), shape(credential.response),
    same(() => credential.rawId), same(() => credential.response), same(() => credential.response.clientDataJSON),
    same(() => credential.getClientExtensionResults()), credential instanceof PublicKeyCredential,
    credential instanceof Credential, credential.response instanceof AuthenticatorResponse,
    credential.rawId instanceof ArrayBuffer, credential.type, Object.keys(credential.toJSON()),
    Object.keys(credential.toJSON().response), Object.keys(JSON.parse(JSON.stringify(credential)))];
  return [...shapes(registration), ...shapes(assertion), registration.response.getPublicKeyAlgorithm(),
    registration.response.getTransports(), same(() => registration.response.getPublicKey()),
    same(() => registration.response.getTransports()),
    registration.response instanceof AuthenticatorAttestationResponse,
    assertion.response instanceof AuthenticatorAssertionResponse,
    registration.getClientExtensionResults(), assertion.getClientExtensionResults()];
})()`;

test('a credential has the shape of the browser’s own', async () => {
  assert.deepEqual(await run(page, SHAPE), await run(native, SHAPE));
});

test('no member of the browser’s interfaces throws on our objects', async () => {
  const walk = `{
    const problems = [];
    for (const object of [registration, registration.response, assertion, assertion.response])
      for (let p = Object.getPrototypeOf(object); p !== Object.prototype; p = Object.getPrototypeOf(p))
        for (const name of Reflect.ownKeys(p)) {
          try {
            const value = object[name];
            if (typeof value === 'function' && name !== 'constructor') value.call(object);
          } catch (error) { problems.push([String(name), String(error)]); }
        }
    return problems;
  }`;
  assert.deepEqual(await run(page, walk), []);
});

test('a member asked on another object is an illegal invocation', async () => {
  const calls = `[await outcome(() => assertion.toJSON.call(registration)),
    await outcome(() => Reflect.get(Object.getPrototypeOf(assertion), 'rawId', {}))]`;
  const [method, getter] = await run<{ name: string; message: string }[]>(page, calls);
  assert.deepEqual([method?.name, getter?.name], ['TypeError', 'TypeError']);
  assert.match(`${method?.message} ${getter?.message}`, /Illegal invocation.*Illegal invocation/);
});

test('the bytes and the JSON are those that the worker sent', async () => {
  const sorted = (value: object) => JSON.parse(JSON.stringify(value));
  assert.deepEqual(await run(page, 'JSON.parse(JSON.stringify(registration))'), sorted(created));
  assert.deepEqual(await run(page, 'JSON.parse(JSON.stringify(assertion))'), sorted(signed));
  const bytes = await run<Record<string, number[]>>(
    page,
    `(({ rawId, response }) => ({ rawId: [...new Uint8Array(rawId)],
      publicKey: [...new Uint8Array(response.getPublicKey())],
      attestationObject: [...new Uint8Array(response.attestationObject)] }))(registration)`,
  );
  assert.deepEqual(bytes.rawId, [...Buffer.from(created.rawId, 'base64url')]);
  assert.deepEqual(bytes.publicKey, [...Buffer.from(created.response.publicKey, 'base64url')]);
  assert.deepEqual(bytes.attestationObject, [
    ...Buffer.from(created.response.attestationObject, 'base64url'),
  ]);
});

test('the worker hears what was asked, in JSON, with the frame’s report', async () => {
  await run(
    page,
    `create({ timeout: 60000.5, hints: ['succeed', 'x'], attestation: 'direct', rp: { id: null, name: 5 },
      pubKeyCredParams: [{ type: 'public-key', alg: '-7' }], user: { id: new DataView(bytes(3).buffer, 1), name: 'u', displayName: null },
      authenticatorSelection: { requireResidentKey: 'yes', userVerification: 'discouraged' },
      excludeCredentials: new Set([{ type: 'public-key', id: bytes(2).buffer, transports: ['usb'] }]) })`,
  );
  const log = await toy.waitUntilHeard('settled', 3);
  const heard = log.filter(({ kind }) => kind === 'create').at(-1);
  assert.ok(heard?.kind === 'create');
  assert.match(heard.requestId, /^[0-9a-f]{32}$/);
  // A test's script counts as the user's act.
  assert.deepEqual([heard.userActive, heard.ancestorOrigins], [true, []]);
  assert.deepEqual(heard.options, {
    rp: { name: '5', id: 'null' },
    user: { id: 'Bwc', name: 'u', displayName: 'null' },
    challenge: 'BwcHBwcHBwc',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 60000,
    excludeCredentials: [{ type: 'public-key', id: 'Bwc', transports: ['usb'] }],
    authenticatorSelection: { requireResidentKey: true, userVerification: 'discouraged' },
    hints: ['succeed', 'x'],
    attestation: 'direct',
    attestationFormats: [],
    extensions: {},
  });
});

test('options that are class instances with private state are read', async () => {
  const call = `{
    class Options { #challenge = bytes(5); get challenge() { return this.#challenge; } get rpId() { return 'localhost'; } }
    class Call { #key = new Options(); get publicKey() { return this.#key; } }
    return kindOf(() => navigator.credentials.get(new Call()));
  }`;
  assert.deepEqual(await run(page, call), { value: '[object PublicKeyCredential]' });
});

test('bytes are those at the call, whatever the page does to its buffers afterwards', async () => {
  await run(
    page,
    `{ const challenge = bytes(4); const call = get({ challenge }); challenge.fill(9); await call; }`,
  );
  const log = await toy.waitUntilHeard('settled', 5);
  const heard = log.filter(({ kind }) => kind === 'get').at(-1);
  assert.ok(heard?.kind === 'get');
  assert.equal(heard.options.challenge, 'BwcHBw');
});

for (const [name, type] of [
  ['NotAllowedError', 'DOMException'],
  ['SecurityError', 'DOMException'],
  ['InvalidStateError', 'DOMException'],
  ['TypeError', 'TypeError'],
]) {
  test(`a refusal is a ${name} of the page, without a trace of the extension`, async () => {
    const refused = { name, message: 'refused by the test', type, realm: true, leak: false };
    assert.deepEqual(await run(page, `kindOf(() => get({ hints: ['refuse', '${name}'] }))`), refused);
  });
}

test('a reply that is no credential sends the page to the browser', async () => {
  const call = `create({ hints: ['nonsense'], challenge: bytes(6) }).then(({ response }) => new TextDecoder().decode(response.clientDataJSON))`;
  assert.match(await run<string>(page, call), /"challenge":"BwcHBwcH"/);
});
