/**
 * The exclusive door: the browser itself passes on what pages ask, also those that have kept the browser's own
 * functions. The pages here have: a frame of `about:blank` gives them to them anew before Xenon is there.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { endOfConditional, goAroundThePageDoor } from './around-the-page-door';
import { abort, CREATION, call, errorOf, flagsOf, isPending, outcomeOf, REQUEST } from './page-calls';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

const DISCOVERABLE = { ...CREATION, authenticatorSelection: { residentKey: 'required' } };

let stage: Stage;
let site: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());
beforeEach(async () => {
  const door = await stage.own.told({ kind: 'switch-exclusive-door', on: true });
  assert.deepEqual(door, { on: true, state: 'attached' });
  site = await stage.open('/blank');
  await goAroundThePageDoor(site);
});
afterEach(async () => {
  await stage.closeTabs();
  await stage.own.deleteAllKeys();
});

test('a page that has kept the browser’s functions is asked about, and gets a genuine credential', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', CREATION));
  await approve(window);
  assert.equal((await flagsOf(site)) & 1, 1, 'the user was present');
  const [key] = await stage.own.keys();
  assert.equal(key?.userName, 'alice');
  await closed(window);
});

test('the key signs in by the same door', async () => {
  await madeKey();
  const window = await windowOpenedBy(stage.context, () => call(site, 'get', REQUEST, 'get'));
  await approve(window);
  const outcome = await outcomeOf(site, 'get');
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  assert.equal(outcome.credential.response.userHandle, CREATION.user.id);
});

test('the worker may be stopped while the user decides', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', CREATION));
  await stage.own.stopWorker();
  await approve(window);
  assert.ok('credential' in (await outcomeOf(site)));
});

test('a stopped worker is started by a request', async () => {
  await stage.own.stopWorker();
  await madeKey();
});

test('deny is a no to the page', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', CREATION));
  await window.getByRole('button', { name: 'Deny' }).click();
  assert.match(await errorOf(site), /^NotAllowedError: The operation either timed out/);
});

test('a page that aborts closes the window', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', CREATION));
  await abort(site, 'enough');
  assert.equal(await errorOf(site), 'RangeError: enough');
  await closed(window);
});

test('an excluded key is told after a yes, by name', async () => {
  const id = await madeKey();
  const excludeCredentials = [{ type: 'public-key', id }];
  const window = await windowOpenedBy(stage.context, () =>
    call(site, 'create', { ...CREATION, excludeCredentials }),
  );
  await approve(window);
  assert.match(await errorOf(site), /^InvalidStateError: /);
});

test('nothing is answered by a standing approval, and none is offered', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', CREATION));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  assert.equal(await window.getByRole('checkbox', { name: /^Don't ask again/ }).count(), 0);
});

test('without a key the window says so, and the page learns nothing before the user answers', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'get', REQUEST));
  await window.getByText('Xenon has no key for').waitFor();
  assert.equal(await isPending(site), true);
});

test('use another device: the user is told to press again, and then the browser answers', async () => {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', CREATION));
  await window.getByRole('button', { name: 'Use another device' }).click();
  await window.getByText("Press the site's button again").waitFor();
  assert.match(await errorOf(site), /^NotAllowedError: /);
  assert.equal(await doorState(), 'aside');
  await window.close();
  await site.bringToFront();
  await call(site, 'create', CREATION, 'again');
  await assertNoWindow();
  assert.equal(await isPending(site, 'again'), true, 'the browser waits for a device');
});

test('the page door goes first, and hands over without a second question', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await window.getByRole('button', { name: 'Use another device' }).click();
  await closed(window);
  await assertNoWindow();
  assert.equal(await isPending(page), true, 'the browser waits for a device');
  assert.equal(await doorState(), 'aside');
  await abort(page, 'enough');
  await errorOf(page);
  await untilDoorIs('attached');
});

test('what the page door leaves to the browser does not come back', async () => {
  const page = await stage.open('/blank');
  const named = { ...REQUEST, allowCredentials: [{ type: 'public-key', id: 'AAAAAAAAAAAAAAAAAAAAAA' }] };
  await call(page, 'get', named);
  await assertNoWindow();
  assert.equal(await isPending(page), true);
  await abort(page, 'enough');
  await untilDoorIs('attached');
});

test('a conditional sign-in waits in the popup, although the browser refuses it', async () => {
  await madeKey();
  const page = await stage.open('/blank');
  await call(page, 'get', REQUEST, 'waiting', { mediation: 'conditional' });
  await assertNoWindow();
  assert.equal(await isPending(page, 'waiting'), true);
  assert.equal(await page.evaluate(() => PublicKeyCredential.isConditionalMediationAvailable()), true);
});

test('a page asks whether there is an authenticator of the platform', async () => {
  assert.equal(
    await site.evaluate(() => PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()),
    true,
  );
});

test('switched off, the browser answers as if nothing had been', async () => {
  assert.equal(await endOfConditional(site), 'NotAllowedError', 'the browser refuses it at once');
  await stage.own.told({ kind: 'switch-exclusive-door', on: false });
  assert.equal(await endOfConditional(site), 'TimeoutError', 'the browser waits for it');
  await plugInKey(site);
  await site.bringToFront();
  await call(site, 'create', CREATION);
  assert.ok('credential' in (await outcomeOf(site)));
  assert.deepEqual(await stage.own.keys(), []);
});

async function madeKey(): Promise<string> {
  const window = await windowOpenedBy(stage.context, () => call(site, 'create', DISCOVERABLE, 'made'));
  await approve(window);
  const outcome = await outcomeOf(site, 'made');
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  await closed(window);
  await site.bringToFront();
  return outcome.credential.id;
}

async function doorState(): Promise<string> {
  return (await stage.own.told({ kind: 'exclusive-door' })).state;
}

async function untilDoorIs(state: string): Promise<void> {
  while ((await doorState()) !== state) await new Promise((done) => setTimeout(done, 50));
}

/** Looked for as long as a window would take to open. */
async function assertNoWindow(): Promise<void> {
  await new Promise((done) => setTimeout(done, 700));
  assert.deepEqual(
    openWindows(stage.context).map((window) => window.url()),
    [],
  );
}
