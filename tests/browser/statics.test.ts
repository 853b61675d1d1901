/** The static functions of `PublicKeyCredential`: what the browser says, and what Xenon adds to it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { KeySummary } from '../../extension/messages/from-user';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { CREATION, call, errorOf, outcomeOf, REQUEST } from './page-calls';
import { launchPlain, type PlainChromium } from './plain-chromium';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

const SITE = 'console.localhost';
const USER_ID = CREATION.user.id;

let stage: Stage;
let plain: PlainChromium;
let page: Page;
let native: Page;

before(async () => {
  [stage, plain] = await Promise.all([openStage(), launchPlain()]);
  await stage.own.createVault();
  native = await plain.open(`${stage.party.url()}/blank`);
});
after(async () => {
  await plain.close();
  await stage.close();
});
afterEach(async () => {
  await stage.closeTabs();
  await stage.own.deleteAllKeys();
});

const CAPABILITIES = 'PublicKeyCredential.getClientCapabilities()';
const SHAPES = `Object.entries(Object.getOwnPropertyDescriptors(PublicKeyCredential)).map(([name, { value, ...rest }]) =>
  [name, rest, typeof value === 'function' ? [value.name, value.length, 'prototype' in value, String(value).includes('[native code]')] : 0])`;

test('each stands where the browser’s stood, and looks like it', async () => {
  page = await stage.open('/blank');
  assert.deepEqual(await page.evaluate(SHAPES), await native.evaluate(SHAPES));
});

test('a user-verifying authenticator is always there', async () => {
  page = await stage.open('/blank');
  const available = 'PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()';
  assert.deepEqual([await native.evaluate(available), await page.evaluate(available)], [false, true]);
});

test('what the browser can do is never lowered, ours is added, and the names are in order', async () => {
  page = await stage.open('/blank');
  const theirs = await native.evaluate<Record<string, boolean>>(CAPABILITIES);
  const told = await page.evaluate<Record<string, boolean>>(CAPABILITIES);
  const lowered = Object.keys(theirs).filter((name) => theirs[name] && !told[name]);
  assert.deepEqual(lowered, []);
  assert.deepEqual(Object.keys(told), Object.keys(told).sort());
  for (const name of ['passkeyPlatformAuthenticator', 'userVerifyingPlatformAuthenticator', 'relatedOrigins'])
    assert.equal(told[name], true, name);
  const shape = `${CAPABILITIES}.then((it) => [Object.getPrototypeOf(it) === Object.prototype, typeof it])`;
  assert.deepEqual(await page.evaluate(shape), await native.evaluate(shape));
});

test('a browser that can do less is told of what Xenon can, and of nothing that it would not read', async () => {
  await stage.context.addInitScript(() => {
    if (location.hash !== '#poor') return;
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    PublicKeyCredential.getClientCapabilities = async () => ({
      hybridTransport: true,
      conditionalGet: false,
    });
  });
  page = await stage.open('/blank#poor');
  assert.equal(await page.evaluate('PublicKeyCredential.isConditionalMediationAvailable()'), true);
  const told = await page.evaluate<Record<string, boolean>>(CAPABILITIES);
  assert.deepEqual(Object.keys(told), Object.keys(told).sort());
  assert.ok(Object.values(told).every((can) => can));
  const extensions = Object.keys(told).flatMap((name) =>
    name.startsWith('extension:') ? [name.slice(10)] : [],
  );
  assert.deepEqual(extensions, [
    'appid',
    'appidExclude',
    'credBlob',
    'credProps',
    'credentialProtectionPolicy',
    'enforceCredentialProtectionPolicy',
    'getCredBlob',
    'hmacCreateSecret',
    'largeBlob',
    'minPinLength',
    'prf',
  ]);
  assert.deepEqual(
    ['conditionalGet', 'conditionalCreate', 'hybridTransport', 'immediateGet'].map((name) => told[name]),
    [true, true, true, undefined],
  );
});

const BAD_SIGNALS = [
  'signalUnknownCredential()',
  'signalUnknownCredential(5)',
  'signalUnknownCredential({})',
  'signalUnknownCredential({ rpId: "console.localhost" })',
  'signalUnknownCredential({ rpId: "console.localhost", credentialId: "not base64url!" })',
  'signalUnknownCredential({ rpId: "console.localhost", credentialId: "AA==" })',
  'signalUnknownCredential({ rpId: "console.localhost", credentialId: Symbol() })',
  'signalUnknownCredential({ rpId: "", credentialId: "AAAA" })',
  'signalUnknownCredential({ rpId: "other.localhost", credentialId: "AAAA" })',
  'signalUnknownCredential({ rpId: "localhost", credentialId: "AAAA" })',
  'signalUnknownCredential({ get rpId() { throw new RangeError("of the page"); }, credentialId: "AAAA" })',
  'signalAllAcceptedCredentials({ rpId: "console.localhost", userId: "AAAA" })',
  'signalAllAcceptedCredentials({ rpId: "console.localhost", userId: "AAAA", allAcceptedCredentialIds: 5 })',
  'signalAllAcceptedCredentials({ rpId: "console.localhost", userId: "AAAA", allAcceptedCredentialIds: ["!"] })',
  'signalAllAcceptedCredentials({ rpId: "console.localhost", userId: "!", allAcceptedCredentialIds: [] })',
  'signalCurrentUserDetails({ rpId: "console.localhost", userId: "AAAA", name: "n" })',
  'signalCurrentUserDetails({ rpId: "other.localhost", userId: "AAAA", name: "n", displayName: "d" })',
];

for (const signal of BAD_SIGNALS) {
  test(`the browser's own answer to ${signal}`, async () => {
    page = await stage.open('/blank');
    const verdict = `PublicKeyCredential.${signal}.then(String, ({ name, message, stack }) =>
      [name, message, String(stack).includes('chrome-extension')])`;
    assert.deepEqual(await page.evaluate(verdict), await native.evaluate(verdict));
  });
}

test('a credential that its site does not know is hidden, listed, and not asked for', async () => {
  const id = await signUp();
  await signal('UnknownCredential', { credentialId: id });
  await keyIs(({ hidden }) => hidden);
  await assertLeftToBrowser();
  const list = stage.own.page;
  await list.reload();
  await list.getByText('Hidden: its site does not accept it').waitFor();
  await list.getByRole('button', { name: `Use the key alice on ${SITE} again` }).click();
  await list.getByText('is used again').waitFor();
  await keyIs(({ hidden }) => !hidden);
  await assertAsked(id);
});

test('all accepted credentials: the absent is hidden, the present comes back', async () => {
  const id = await signUp();
  await signal('AllAcceptedCredentials', { userId: USER_ID, allAcceptedCredentialIds: ['AAAA'] });
  await keyIs(({ hidden }) => hidden);
  await signal('AllAcceptedCredentials', { userId: USER_ID, allAcceptedCredentialIds: ['AAAA', id] });
  await keyIs(({ hidden }) => !hidden);
  await assertAsked(id);
});

test('current user details: the account gets its new names', async () => {
  await signUp();
  await signal('CurrentUserDetails', { userId: USER_ID, name: 'bob', displayName: 'Bob' });
  await keyIs(({ userName, userDisplayName }) => userName === 'bob' && userDisplayName === 'Bob');
});

test('nobody but the site itself hides its keys, and no other key is touched', async () => {
  const id = await signUp();
  const [before] = await stage.own.keys();
  const stranger = await stage.open('/blank', 'evil.localhost');
  for (const rpId of [SITE, 'evil.localhost'])
    await stranger.evaluate(
      ([rpId = '', credentialId = '']) =>
        PublicKeyCredential.signalUnknownCredential({ rpId, credentialId }).catch(() => undefined),
      [rpId, id],
    );
  await signal('UnknownCredential', { credentialId: 'AAAA' });
  await signal('AllAcceptedCredentials', { userId: 'b3RoZXI', allAcceptedCredentialIds: [] });
  await page.waitForTimeout(500);
  assert.deepEqual(await stage.own.keys(), [before]);
});

test('while the vault is locked, a signal changes nothing, and the page cannot tell', async () => {
  const id = await signUp();
  await stage.own.lock();
  assert.equal(await signal('UnknownCredential', { credentialId: id }), 'undefined');
  await page.waitForTimeout(500);
  await stage.own.unlock();
  await page.waitForTimeout(500);
  assert.equal((await stage.own.keys())[0]?.hidden, false);
});

test('members are read once, and in the order of the browser', async () => {
  page = await stage.open('/blank');
  const read = `(async () => {
    const log = [];
    const spy = (object) => new Proxy(object, { get: (target, name) => { log.push(String(name)); return target[name]; } });
    const rpId = 'console.localhost';
    const userId = 'AAAA';
    await PublicKeyCredential.signalUnknownCredential(spy({ rpId, credentialId: 'AAAA' }));
    await PublicKeyCredential.signalAllAcceptedCredentials(spy({ rpId, userId, allAcceptedCredentialIds: [] }));
    await PublicKeyCredential.signalCurrentUserDetails(spy({ rpId, userId, name: 'n', displayName: 'd' }));
    return log;
  })()`;
  assert.deepEqual(await page.evaluate(read), await native.evaluate(read));
});

/** Makes a passkey for alice; gives its id. */
async function signUp(): Promise<string> {
  page = await stage.open('/blank');
  const creation = { ...CREATION, authenticatorSelection: { residentKey: 'required' } };
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', creation));
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome);
  await closed(window);
  return outcome.credential.id;
}

/** Signals for the site of the page; gives what the promise resolved to. */
function signal(what: string, options: object): Promise<string> {
  return page.evaluate(
    `PublicKeyCredential.signal${what}(${JSON.stringify({ rpId: SITE, ...options })}).then(String)`,
  );
}

/** Waits until the one key is so. */
async function keyIs(so: (key: KeySummary) => boolean): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [key, ...others] = await stage.own.keys();
    assert.deepEqual(others, []);
    if (key && so(key)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(JSON.stringify(await stage.own.keys()));
}

async function assertAsked(id: string): Promise<void> {
  await page.bringToFront();
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST));
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.equal('credential' in outcome && outcome.credential.id, id);
  await closed(window);
}

async function assertLeftToBrowser(): Promise<void> {
  await plugInKey(page);
  await page.bringToFront();
  await call(page, 'get', { ...REQUEST, timeout: 1_000 });
  assert.match(await errorOf(page), /^NotAllowedError/);
  assert.deepEqual(openWindows(stage.context), []);
}
