/** How U2F requests end: each callback is called once, with the code that the API has for it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { openStage, type Stage } from './stage';
import { answerTo, errorCodeOf, register, sign } from './u2f/u2f-calls';

const OTHER_ERROR = 1;
const BAD_REQUEST = 2;
const CONFIGURATION_UNSUPPORTED = 3;
const DEVICE_INELIGIBLE = 4;
const TIMEOUT = 5;

const CHALLENGE = 'Y2hhbGxlbmdl';

declare global {
  /** In the page. */
  var u2f: { register: unknown };
  var earlier: unknown;
}

let stage: Stage;
let page: Page;
/** A key of the site. */
let keyHandle: string;

const asked = (...keyHandles: string[]) => ({ appId: '', challenge: CHALLENGE, keyHandles });

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => register(page, asked()));
  await approve(window);
  const data = Buffer.from(String((await answerTo(page)).registrationData), 'base64url');
  keyHandle = data.subarray(67, 67 + (data[66] ?? 0)).toString('base64url');
});
after(() => stage.close());
beforeEach(async () => {
  await stage.own.unlock();
  page = await stage.open('/blank');
});
afterEach(() => stage.closeTabs());

const UNKNOWN = Buffer.alloc(32, 7).toString('base64url');

test('the window says that it is about a security key (U2F), and of which site', async () => {
  const first = await windowOpenedBy(stage.context, () => register(page, asked()));
  await first.getByRole('heading', { name: 'Create a security key (U2F) for console.localhost?' }).waitFor();
  const second = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle), undefined, 'sign'));
  await second
    .getByRole('heading', { name: 'Sign in to console.localhost with your security key (U2F)?' })
    .waitFor();
  await second.getByRole('button', { name: /^Approve/ }).waitFor();
  assert.equal(await second.getByRole('button', { name: 'Use another device' }).count(), 0);
});

test('Deny and a closed window are code 1', async () => {
  for (const end of ['deny', 'close'] as const) {
    const window = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle), undefined, end));
    if (end === 'deny') await window.getByRole('button', { name: 'Deny' }).click();
    else await window.close();
    assert.equal(await errorCodeOf(page, end), OTHER_ERROR);
  }
});

test('a page’s own time limit is code 5, and its window says so or goes', async () => {
  const window = await windowOpenedBy(stage.context, () => sign(page, { ...asked(keyHandle), seconds: 2 }));
  assert.equal(await errorCodeOf(page), TIMEOUT);
  await Promise.race([closed(window), window.getByText('The page stopped waiting.').waitFor()]);
});

test('a key that the site knows is code 4 after the user has agreed', async () => {
  const window = await windowOpenedBy(stage.context, () => register(page, asked(keyHandle)));
  await approve(window);
  assert.equal(await errorCodeOf(page), DEVICE_INELIGIBLE);
});

test('no key that is known is code 4 at once', async () => {
  await sign(page, asked(UNKNOWN));
  assert.equal(await errorCodeOf(page), DEVICE_INELIGIBLE);
  assert.equal(openWindows(stage.context).length, 0);
});

test('a locked vault is unlocked first, whatever the page names', async () => {
  await stage.own.lock();
  const unknown = await windowOpenedBy(stage.context, () => sign(page, asked(UNKNOWN), undefined, 'unknown'));
  await unlock(unknown, PASSPHRASE);
  assert.equal(await errorCodeOf(page, 'unknown'), DEVICE_INELIGIBLE);
  await unknown.getByText('Xenon has none of the keys that this site knows of your account.').waitFor();
  await stage.own.lock();
  const known = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle), undefined, 'known'));
  await unlock(known, PASSPHRASE);
  await approve(known);
  assert.equal((await answerTo(page, 'known')).keyHandle, keyHandle);
});

test('what is no request is code 2, and another version code 3', async () => {
  const codes = await page.evaluate(async () => {
    type Api = Record<'register' | 'sign', (...given: unknown[]) => void>;
    const { u2f } = globalThis as unknown as { u2f: Api };
    const code = (call: (done: (answer: { errorCode: number }) => void) => void) =>
      new Promise((resolve) => call(({ errorCode }) => resolve(errorCode)));
    const throwing = Object.defineProperty({}, 'keyHandle', {
      get() {
        throw new Error('not this one');
      },
    });
    return {
      empty: await code((done) => u2f.sign('', 'YQ', [], done)),
      'no challenge': await code((done) => u2f.sign('', undefined, [{ keyHandle: 'AQ' }], done)),
      'a getter that throws': await code((done) => u2f.sign('', 'YQ', [throwing], done)),
      'too many': await code((done) => u2f.sign('', 'YQ', new Array(65).fill({ keyHandle: 'AQ' }), done)),
      'no requests': await code((done) => u2f.register('', [], [], done)),
      'a text': await code((done) => u2f.register('', 'requests', [], done)),
      'another version': await code((done) =>
        u2f.register('', [{ version: 'U2F_V3', challenge: 'YQ' }], [], done),
      ),
    };
  });
  assert.deepEqual(codes, {
    empty: BAD_REQUEST,
    'no challenge': BAD_REQUEST,
    'a getter that throws': BAD_REQUEST,
    'too many': BAD_REQUEST,
    'no requests': BAD_REQUEST,
    'a text': BAD_REQUEST,
    'another version': CONFIGURATION_UNSUPPORTED,
  });
});

test('calls without a callback throw nothing', async () => {
  const thrown = await page.evaluate(() => {
    const { u2f } = globalThis as unknown as { u2f: Record<string, (...given: unknown[]) => void> };
    try {
      for (const name of ['register', 'sign', 'getApiVersion']) u2f[name]?.();
      return 'nothing';
    } catch (error) {
      return String(error);
    }
  });
  assert.equal(thrown, 'nothing');
});

test('the version is 1.1', async () => {
  const version = await page.evaluate(() => {
    const { u2f } = globalThis as unknown as { u2f: { getApiVersion(done: (answer: object) => void): void } };
    return new Promise((resolve) => u2f.getApiVersion(resolve));
  });
  assert.deepEqual(version, { js_api_version: 1.1 });
});

test('a page that goes away takes its window along', async () => {
  const window = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle)));
  await page.goto('about:blank');
  await closed(window);
});

test('two requests at once are answered each with its own', async () => {
  const first = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle), undefined, 'first'));
  const second = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle), undefined, 'second'));
  await approve(second);
  assert.equal((await answerTo(page, 'second')).keyHandle, keyHandle);
  await first.getByRole('button', { name: 'Deny' }).click();
  assert.equal(await errorCodeOf(page, 'first'), OTHER_ERROR);
});

test('a worker that was stopped while the window is open answers all the same', async () => {
  const window = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle)));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  await stage.own.stopWorker();
  await approve(window);
  assert.equal((await answerTo(page)).keyHandle, keyHandle);
});

test('a key of U2F is listed as one, and can be deleted', async () => {
  const [key] = (await stage.own.keys()).filter(({ u2f }) => u2f);
  assert.equal(key?.rpId, 'console.localhost');
  await stage.own.page.reload();
  await stage.own.page
    .getByRole('cell', { name: /^Security key \(U2F\)/ })
    .first()
    .waitFor();
});

/** Last, because it ends Xenon's own page as well. */
test('extension reloaded: code 1, and the next call works', async () => {
  await page.evaluate(() => Object.assign(globalThis, { earlier: u2f.register }));
  await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle)));
  await stage.own.page.evaluate(() => setTimeout(() => chrome.runtime.reload()));
  assert.equal(await errorCodeOf(page), OTHER_ERROR);
  await page.waitForFunction(() => u2f.register !== globalThis.earlier);
  const window = await windowOpenedBy(stage.context, () => sign(page, asked(keyHandle), undefined, 'next'));
  await unlock(window, PASSPHRASE);
  await approve(window);
  assert.equal((await answerTo(page, 'next')).keyHandle, keyHandle);
});
