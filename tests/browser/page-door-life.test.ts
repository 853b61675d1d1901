/** Every promise settles once, whatever dies or changes in between. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PAGE, PAGE_SCRIPT, run } from './page-door/page-script';
import { created, signed } from './page-door/toy-credentials';
import { startToy, type Toy } from './page-door/toy-extension';

const EARLY = `<!doctype html><script>const saved = navigator.credentials.get;${PAGE_SCRIPT}
  globalThis.early = outcome(() => saved.call(navigator.credentials, { publicKey: request() }));</script>`;
/** Calls made before the world is spoiled only prepare; those after it are the page's own. */
const ALL_WAYS = `
  let heard = '';
  const log = console.log;
  const registration = creation({ excludeCredentials: [{ type: 'public-key', id: bytes(3), transports: ['usb'] }] });
  const byBrowser = creation({ hints: ['browser'] });
  const signIn = request({ allowCredentials: [{ type: 'public-key', id: bytes(3) }] });
  const ids = async () => {
    try {
      const { id } = await navigator.credentials.create({ publicKey: registration });
      const assertion = await navigator.credentials.get({ publicKey: signIn });
      const other = await navigator.credentials.create({ publicKey: byBrowser });
      log(id + ' ' + assertion.toJSON().id + (other.id.length > 30 ? ' by the browser' : '') + ', heard: ' + heard);
    } catch (error) { log('failed: ' + (error.message || error) + ', heard: ' + heard); }
  };`;
const SPOILED = `${PAGE.replace('</script>', '')};${ALL_WAYS}
  const { ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const owners = [Array, String, Promise, Map, Set, WeakMap, ArrayBuffer, EventTarget, MessagePort, Crypto, Object, Function, MessageChannel,
    CustomEvent, MessageEvent, AbortSignal, Uint8Array, DataView, Error, TypeError, Proxy, RegExp, Number, Symbol, Reflect, JSON, Math]
    .flatMap((owner) => [owner, owner.prototype]).concat(Object.getPrototypeOf(Uint8Array), Object.getPrototypeOf(Uint8Array.prototype))
    .filter((owner) => owner !== undefined);
  const kept = new Set(['constructor', 'prototype', 'caller', 'callee', 'arguments', 'then', Symbol.iterator, Symbol.hasInstance, Symbol.toPrimitive]);
  const todo = owners.flatMap((owner) => ownKeys(owner).filter((name) => !kept.has(name)).map((name) => ({ owner, name, shape: getOwnPropertyDescriptor(owner, name) })));
  for (let i = 0; i < todo.length; i++) {
    const { owner, name, shape } = todo[i];
    const spoiled = () => { heard += (typeof name === 'string' ? name : 'symbol') + ' '; throw 'spoiled'; };
    if (shape.configurable && typeof shape.value === 'function') defineProperty(owner, name, { value: spoiled, configurable: true, writable: true });
    if (shape.configurable && shape.get) defineProperty(owner, name, { get: spoiled, configurable: true });
  }
  ids();</script>`;
const SETTERS = `${PAGE.replace('</script>', '')};${ALL_WAYS}
  const names = ['0', '1', 'id', 'rp', 'user', 'type', 'kind', 'options', 'publicKey', 'requestId', 'challenge', 'timeout', 'signal', 'credProps',
    'outcome', 'settle', 'call', 'native', 'transports', 'hints', 'value', 'get', 'set'];
  for (const name of names)
    for (const owner of [Array.prototype, Object.prototype])
      Object.defineProperty(owner, name, { __proto__: null, set() { heard += name + ' '; }, get() { return undefined; }, configurable: true });
  for (const trap of ['apply', 'has', 'getPrototypeOf', 'ownKeys'])
    Object.defineProperty(Object.prototype, trap, { __proto__: null, value() { heard += trap + ' '; } });
  navigator.credentials.get.name in navigator.credentials.get;
  Object.keys(navigator.credentials.create);
  ids();</script>`;
const STRICT = {
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline'; require-trusted-types-for 'script'; sandbox allow-scripts allow-same-origin",
};

let toy: Toy;
let page: Page;

before(async () => {
  toy = await startToy({
    '/': { body: PAGE },
    '/early': { body: EARLY },
    '/strict': { body: EARLY, headers: STRICT },
    '/spoiled': { body: SPOILED },
    '/setters': { body: SETTERS },
  });
});
after(() => toy.close());
beforeEach(async () => {
  await page?.close();
  page = await toy.open('/');
});

const CREATED = { value: '[object PublicKeyCredential]', id: created.id };
const SIGNED = { value: '[object PublicKeyCredential]', id: signed.id };
const BY_BROWSER = '[object PublicKeyCredential]';

/** Starts a call whose outcome is collected later. */
async function start(call: string): Promise<void> {
  await run(page, `{ globalThis.started = outcome(() => ${call}); }`);
}
const started = () => run<{ value?: string; id?: string }>(page, 'started');

/** Waits until the worker knows of the request that has just been started. */
async function startAndReach(call: string, kind: string): Promise<void> {
  const before = (await toy.heard()).filter((said) => said.kind === kind).length;
  await start(call);
  await toy.waitUntilHeard(kind, before + 1);
}

async function assertByBrowser(outcome: { value?: string; id?: string }): Promise<void> {
  assert.equal(outcome.value, BY_BROWSER, JSON.stringify(outcome));
  assert.notEqual(outcome.id, created.id);
}

test('create and get succeed, and the worker is told', async () => {
  assert.deepEqual(await run(page, 'outcome(() => create())'), CREATED);
  assert.deepEqual(await run(page, 'outcome(() => get())'), SIGNED);
  await toy.waitUntilHeard('settled', 2);
});

test('a call from the first script of the page, with the function that it saved', async () => {
  await page.goto(toy.url('/early'));
  assert.deepEqual(await run(page, 'early'), SIGNED);
});

test('a page with a strict policy', async () => {
  await page.goto(toy.url('/strict'));
  assert.deepEqual(await run(page, 'early'), SIGNED);
});

test('the browser answers what the worker leaves to it', async () => {
  await assertByBrowser(await run(page, `outcome(() => create({ hints: ['browser'] }))`));
});

test('the browser is asked again when the page has its focus back', async () => {
  await start(`new Promise((done) => setTimeout(done, 300)).then(() => create({ hints: ['browser'] }))`);
  const other = await toy.context.newPage();
  await other.bringToFront();
  await other.waitForTimeout(900);
  await page.bringToFront();
  await other.close();
  await assertByBrowser(await started());
});

for (const [what, reason, thrown] of [
  ['text', '"why"', { thrown: 'why' }],
  ['a RangeError', 'new RangeError("why")', { name: 'RangeError', message: 'why' }],
  ['no reason', '', { name: 'AbortError', message: 'signal is aborted without reason' }],
] as const) {
  test(`abort with ${what} rejects with just that, and the worker is told`, async () => {
    const before = (await toy.heard()).filter(({ kind }) => kind === 'cancel').length;
    await run(page, '{ globalThis.abort = new AbortController(); }');
    await startAndReach(`get({ hints: ['wait'] }, { signal: abort.signal })`, 'get');
    await run(page, `{ abort.abort(${reason}); }`);
    const outcome = (await started()) as object;
    assert.deepEqual({ ...outcome, ...thrown }, outcome);
    await toy.waitUntilHeard('cancel', before + 1);
    assert.deepEqual(await run(page, 'outcome(() => get())'), SIGNED, 'the next call works');
  });
}

test('a second request while one waits is refused as natively, and the first goes on', async () => {
  await run(page, '{ globalThis.abort = new AbortController(); }');
  await startAndReach(`get({ hints: ['wait'] }, { signal: abort.signal })`, 'get');
  const second = await run(page, 'kindOf(() => create())');
  assert.deepEqual(second, {
    name: 'OperationError',
    message: 'A request is already pending.',
    type: 'DOMException',
    realm: true,
    leak: false,
  });
  await run(page, '{ abort.abort("enough"); }');
  assert.deepEqual(await started(), { thrown: 'enough' });
});

test('a worker that was stopped is asked again, and answers', async () => {
  await startAndReach(`create({ hints: ['second-life'] })`, 'create');
  await toy.stopWorker();
  assert.deepEqual(await started(), CREATED);
});

test('an answer by message to the document counts, once', async () => {
  assert.deepEqual(await run(page, `outcome(() => get({ hints: ['by-message'] }))`), SIGNED);
  await toy.waitUntilHeard('still-there: true');
});

test('a page that sleeps in the back-forward cache finds its request refused when it wakes', async () => {
  await startAndReach(`get({ hints: ['wait'] })`, 'get');
  await page.goto(toy.url('/early'));
  await run(page, 'early');
  await page.evaluate('history.back()');
  await page.waitForFunction('"started" in globalThis');
  const { name, message } = (await started()) as { name?: string; message?: string };
  assert.equal(name, 'NotAllowedError');
  assert.match(String(message), /^The operation either timed out or was not allowed\. See: https:/);
  assert.deepEqual(await run(page, 'outcome(() => get())'), SIGNED, 'the next call works');
});

test('an extension that is reloaded leaves its request to the browser, and the new one serves', async () => {
  await startAndReach(`create({ hints: ['wait'] })`, 'create');
  await toy.reloadExtension();
  await page.bringToFront();
  await assertByBrowser(await started());
  await assertByBrowser(await run(page, 'outcome(() => create())'));
  await toy.injectAgain();
  await page.bringToFront();
  assert.deepEqual(await run(page, 'outcome(() => create())'), CREATED);
  await assertByBrowser(await run(page, `outcome(() => create({ hints: ['browser'] }))`));
});

test('scripts that are put into a page twice change nothing', async () => {
  const before = await run(
    page,
    'navigator.credentials.get === (globalThis.first = navigator.credentials.get)',
  );
  await toy.injectAgain();
  assert.equal(before, await run(page, 'navigator.credentials.get === first'));
  assert.deepEqual(await run(page, 'outcome(() => get())'), SIGNED);
});

/** What a page says that has spoiled its own world too far for a test to look inside. */
async function said(path: string): Promise<string> {
  const message = page.waitForEvent('console');
  await page.goto(toy.url(path));
  return (await message).text();
}

test('a page that has replaced the built-ins still gets its answers, and none of them was called', async () => {
  assert.equal(await said('/spoiled'), `${created.id} ${signed.id} by the browser, heard: `);
});

test('setters on Object.prototype and Array.prototype hear nothing', async () => {
  assert.equal(await said('/setters'), `${created.id} ${signed.id} by the browser, heard: `);
});
