/** UV is set when the person has typed the passphrase for this very request, and never otherwise. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/passkey');
  await signUp(stage.context, page, 'carol');
});
after(() => stage.close());
afterEach(async () => {
  await page.goto(`${stage.party.url()}/passkey`);
});

test('required: Approve waits for the passphrase, and the server sees UV', async () => {
  const window = await asked('required');
  const button = window.getByRole('button', { name: /^Approve/ });
  await window.waitForTimeout(900);
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  await window.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await window.getByRole('button', { name: 'Verify' }).click();
  await window.getByText('Wrong passphrase').waitFor();
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  await verify(window);
  assert.equal(await verifiedBy(window), true);
});

test('discouraged: nothing is offered, and the server sees no UV', async () => {
  const window = await asked('discouraged');
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  assert.equal(await window.getByText("Verify it's you").count(), 0);
  assert.equal(await verifiedBy(window), false);
});

test('preferred: approved without the passphrase, the server sees no UV', async () => {
  assert.equal(await verifiedBy(await asked('preferred')), false);
});

test('preferred: approved after the passphrase, the server sees UV', async () => {
  const window = await asked('preferred');
  await verify(window);
  assert.equal(await verifiedBy(window), true);
});

test('unlocked for this request: the server sees UV', async () => {
  await stage.own.lock();
  const window = await asked('preferred');
  await unlock(window);
  assert.equal(await verifiedBy(window), true);
});

test('required, and unlocked for this request: nothing more is asked', async () => {
  await stage.own.lock();
  const window = await asked('required');
  await unlock(window);
  assert.equal(await verifiedBy(window), true);
});

test('unlocked before the request: the server sees no UV', async () => {
  await stage.own.lock();
  await stage.own.unlock();
  assert.equal(await verifiedBy(await asked('preferred')), false);
});

function asked(userVerification: 'required' | 'preferred' | 'discouraged'): Promise<Page> {
  stage.party.nextRequest({ userVerification });
  return windowOpenedBy(stage.context, () => signInWithPasskey(page));
}

async function verify(window: Page): Promise<void> {
  await window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await window.getByRole('button', { name: 'Verify' }).click();
  await window.getByText('Verified', { exact: true }).waitFor();
}

/** Approves; gives the UV flag of what the server then verified. */
async function verifiedBy(window: Page): Promise<boolean | undefined> {
  await approve(window);
  await signedIn(page, 'carol');
  const last = stage.party.log.at(-1);
  assert.equal(last?.verified, true);
  return last?.flags?.UV;
}
