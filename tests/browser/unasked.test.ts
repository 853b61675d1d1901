/** Requests that open no window: a key that a site adds by itself, silent sign-ins, and immediate ones. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { CREATION, call, errorOf, flagsOf, outcomeOf, REQUEST } from './page-calls';
import { badgeOver, openPopup } from './popup';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

const UP = 1;
const UV = 4;
const DISCOVERABLE = { authenticatorSelection: { residentKey: 'required' } };
const REMEMBER = "Don't ask again on this site for 3 hours";

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () =>
    call(page, 'create', { ...CREATION, ...DISCOVERABLE }),
  );
  await approve(window);
  await outcomeOf(page);
  await closed(window);
});
after(() => stage.close());
afterEach(async () => {
  await stage.closeTabs();
  await stage.own.lock();
  await stage.own.unlock();
  page = await stage.open('/blank');
});

test('a key is added after a sign-in, without a window, and the user is told afterwards', async () => {
  await signIn();
  await create('added');
  assert.equal((await flagsOf(page, 'added')) & (UP | UV), 0);
  assert.deepEqual(openWindows(stage.context), []);
  assert.equal((await stage.own.keys()).length, 2);
  assert.equal(await badgeOver(stage, page), '+');
  const popup = await openPopup(stage, page);
  await popup.getByText('console.localhost added a key for this account').waitFor();
  await popup.getByRole('button', { name: 'OK: key for console.localhost' }).click();
  await popup.getByText('Added without asking').waitFor({ state: 'detached' });
  assert.equal(await badgeOver(stage, page), '');
});

test('without an approval of a moment ago it is the browser’s to answer', async () => {
  await create('unwanted');
  assert.match(await errorOf(page, 'unwanted'), /^NotAllowedError/);
  assert.equal((await stage.own.keys()).length, 2);
});

test('for an account that has a key it is the browser’s to answer', async () => {
  await signIn();
  await create('added');
  assert.match(await errorOf(page, 'added'), /^NotAllowedError/);
});

test('a site that requires a verification is told that there is none', async () => {
  await signIn();
  await create('verified', { authenticatorSelection: { userVerification: 'required' } });
  assert.match(await errorOf(page, 'verified'), /^ConstraintError/);
});

test('silent: signed where the user has allowed that, and left to the browser before', async () => {
  const mediation = { mediation: 'silent' };
  const options = await namingTheFirst();
  await plugInKey(page);
  await call(page, 'get', { ...options, timeout: 1_000 }, 'before', mediation);
  assert.match(await errorOf(page, 'before'), /^NotAllowedError/);
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', options, 'modal'));
  await window.getByLabel(REMEMBER).check();
  await approve(window);
  await outcomeOf(page, 'modal');
  await closed(window);
  await call(page, 'get', options, 'silent', mediation);
  assert.equal((await flagsOf(page, 'silent')) & UV, 0);
  assert.deepEqual(openWindows(stage.context), []);
});

test('immediate: asked in a window where a key can answer, and left to the browser while locked', async () => {
  const immediate = { uiMode: 'immediate' };
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST, 'open', immediate));
  await approve(window);
  assert.ok('credential' in (await outcomeOf(page, 'open')));
  await closed(window);
  await stage.own.lock();
  await plugInKey(page);
  await page.bringToFront();
  await call(page, 'get', REQUEST, 'locked', immediate);
  assert.match(await errorOf(page, 'locked'), /^NotAllowedError/);
  assert.deepEqual(openWindows(stage.context), []);
});

function create(id: string, changes: object = {}): Promise<void> {
  const user = { id: Buffer.from(id).toString('base64url'), name: id, displayName: id };
  const options = { ...CREATION, ...DISCOVERABLE, ...changes, user };
  return call(page, 'create', options, id, { mediation: 'conditional' });
}

async function signIn(): Promise<void> {
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST, 'sign-in'));
  await approve(window);
  await outcomeOf(page, 'sign-in');
  await closed(window);
}

async function namingTheFirst(): Promise<object> {
  await signIn();
  const outcome = await outcomeOf(page, 'sign-in');
  const id = 'credential' in outcome ? outcome.credential.id : '';
  return { ...REQUEST, allowCredentials: [{ type: 'public-key', id }] };
}
