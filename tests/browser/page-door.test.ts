/** The page door and the content script in real Chromium, behind a worker that only plays Xenon's. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BAD_CALLS } from './page-door/bad-calls';
import { PAGE, run } from './page-door/page-script';
import { NATIVE_PATH, startToy, type Toy } from './page-door/toy-extension';

let toy: Toy;
let page: Page;
let native: Page;
let answersOfBrowser: Record<string, unknown>;

before(async () => {
  toy = await startToy({ '/': { body: PAGE }, [NATIVE_PATH]: { body: PAGE } });
  native = await toy.open(NATIVE_PATH);
  answersOfBrowser = await run(native, `allOf(${JSON.stringify(BAD_CALLS)})`);
  page = await toy.open('/');
});
after(() => toy.close());

const GRANTED = { value: '[object PublicKeyCredential]' };

test('the door is in its place before the page runs, and beside window.u2f nothing else shows', async () => {
  const shape = `({
    own: Object.getOwnPropertyNames(navigator.credentials),
    members: Reflect.ownKeys(CredentialsContainer.prototype).map(String),
    create: (({ value, ...rest }) => [rest, value.name, value.length, 'prototype' in value])(
      Object.getOwnPropertyDescriptor(CredentialsContainer.prototype, 'create')),
    globals: Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'u2f').length,
    nodes: document.querySelectorAll('*').length,
    isNative: navigator.credentials.get.toString().endsWith('{ [native code] }'),
  })`;
  assert.deepEqual(await run(page, shape), await run(native, shape));
  assert.equal(await run(page, "'u2f' in globalThis"), true);
  assert.deepEqual(await run(page, 'kindOf(() => create())'), GRANTED);
});

for (const [what, call] of Object.entries(BAD_CALLS)) {
  test(`the browser's own answer to: ${what}`, async () => {
    assert.deepEqual(await run(page, `kindOf(() => ${call})`), answersOfBrowser[what]);
    assert.deepEqual(await run(page, 'kindOf(() => get())'), GRANTED, 'the next call works');
  });
}

test('each member is read once, in the order of the browser', async () => {
  const read = (options: string) => `
    { const log = [];
      const signal = AbortSignal.abort();
      await navigator.credentials.create(spy('', { publicKey: creation(${options}), signal }, log)).catch(() => {});
      await navigator.credentials.get(spy('', { publicKey: request(${options}), signal }, log)).catch(() => {});
      return log; }`;
  const options = `{
    authenticatorSelection: {}, excludeCredentials: [{ id: bytes(4), type: 'public-key' }],
    allowCredentials: [{ id: bytes(4), type: 'public-key', transports: ['usb'] }],
    extensions: { largeBlob: {}, prf: { eval: { first: bytes(1) }, evalByCredential: { AAAA: { first: bytes(1) } } } },
  }`;
  const isOurs = (name: string) => !BEYOND_THE_BROWSER.test(name);
  const seen = await run<string[]>(page, read(options));
  assert.deepEqual(seen.filter(isOurs), (await run<string[]>(native, read(options))).filter(isOurs));
});

/** Read where the browser has it: on other platforms than this one, or in a later version. */
const BEYOND_THE_BROWSER = /\.(payment|attestationFormats)$/;
