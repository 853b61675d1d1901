/** What is not for Xenon is the browser's at once, with the click that the page has just received. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openWindows } from './approval';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

type NativeCall = { name: string; isUserActive: boolean; after: number };

declare global {
  /** In the page: the calls that have reached the browser's own functions. */
  var nativeCalls: NativeCall[];
}

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  await stage.context.addInitScript(recordNativeCalls);
});
after(() => stage.close());
afterEach(() => stage.closeTabs());

const CALLS = {
  'a sign-in with a key of another device': `get({ publicKey: { challenge: new Uint8Array(16),
    allowCredentials: [{ type: 'public-key', id: new Uint8Array(16) }], timeout: 1000 } })`,
  'a sign-in at a site for which there is no key': `get({ publicKey: { challenge: new Uint8Array(16) } })`,
  'a password': `get({ password: true })`,
  'an algorithm that Xenon does not have': `create({ publicKey: { challenge: new Uint8Array(16),
    rp: { name: 'Console' }, user: { id: new Uint8Array(16), name: 'a', displayName: 'A' },
    pubKeyCredParams: [{ type: 'public-key', alg: -47 }] } })`,
};

for (const [what, code] of Object.entries(CALLS)) {
  test(`${what}: the browser is asked right after the click`, async () => {
    const [native, ...others] = await nativeCallsOf(code);
    assert.ok(native);
    assert.deepEqual(others, []);
    assert.equal(native.isUserActive, true);
    assert.ok(native.after < 1_000, `${native.after} ms after the click`);
    assert.deepEqual(openWindows(stage.context), []);
  });
}

test('while locked, a request that names only keys of others is the browser’s', async () => {
  await stage.own.lock();
  const [native] = await nativeCallsOf(CALLS['a sign-in with a key of another device']);
  assert.equal(native?.isUserActive, true);
  assert.deepEqual(openWindows(stage.context), []);
});

/** Makes the call in the handler of a real click; gives what reached the browser's own functions. */
async function nativeCallsOf(code: string): Promise<NativeCall[]> {
  page = await stage.open('/blank');
  await plugInKey(page);
  await page.evaluate(addButton, code);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Call' }).click();
  await page.waitForFunction(() => nativeCalls.length > 0);
  return page.evaluate(() => nativeCalls);
}

/** Runs in the page. */
function addButton(code: string): void {
  const button = document.createElement('button');
  button.textContent = 'Call';
  const act = new Function(`return navigator.credentials.${code}`);
  button.addEventListener('click', () => {
    act().catch(() => undefined);
  });
  document.body.append(button);
}

/** Runs in the page, before any extension's script: what it replaces is what Xenon takes for the browser's. */
function recordNativeCalls(): void {
  if (!('CredentialsContainer' in globalThis)) return;
  globalThis.nativeCalls = [];
  let clickedAt = 0;
  addEventListener(
    'click',
    () => {
      clickedAt = performance.now();
    },
    true,
  );
  for (const name of ['create', 'get'] as const) {
    const native = CredentialsContainer.prototype[name];
    CredentialsContainer.prototype[name] = function (this: CredentialsContainer, options) {
      // A call with an aborted signal only asks the browser to judge the options.
      if (!options?.signal?.aborted) {
        const isUserActive = navigator.userActivation.isActive;
        nativeCalls.push({ name, isUserActive, after: performance.now() - clickedAt });
      }
      return native.call(this, options as never);
    };
  }
}
