/** *Don't ask again on this site for 3 hours* speaks for a person who has just clicked, and for no page. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, unlock, windowOpenedBy } from './approval';
import { firstScriptUrl, verified } from './first-script-site';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

const REMEMBER = "Don't ask again on this site for 3 hours";

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

test('asks the first time, and then no more after a click', async () => {
  await allow();
  for (let time = 0; time < 3; time += 1) {
    await signInWithPasskey(page);
    await signedIn(page, 'carol');
    await page.goto(`${stage.party.url()}/passkey`);
  }
  assert.deepEqual(openWindows(stage.context), []);
  assert.deepEqual(
    stage.party.log.slice(-3).map((entry) => entry.verified),
    [true, true, true],
  );
});

test('survives a stopped worker', async () => {
  await stage.own.stopWorker();
  await signInWithPasskey(page);
  await signedIn(page, 'carol');
  assert.deepEqual(openWindows(stage.context), []);
});

test('asks where nobody has clicked', async () => {
  page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () =>
    page.goto(firstScriptUrl(stage.party.url(), 'carol')),
  );
  await approve(window);
  await verified(page, 'carol');
  await closed(window);
});

test('asks where the site requires a verification, and does not offer to remember', async () => {
  stage.party.nextRequest({ userVerification: 'required' });
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  assert.equal(await window.getByLabel(REMEMBER).count(), 0);
  await window.close();
});

test('asks on another site', async () => {
  const other = await stage.open('/passkey', 'other.localhost');
  await signUp(stage.context, other, 'carol');
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(other));
  await window.close();
  await other.close();
});

test('ends when the vault is locked', async () => {
  await stage.own.lock();
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await unlock(window);
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);
  const again = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await again.close();
});

async function allow(): Promise<void> {
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await window.getByLabel(REMEMBER).check();
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);
}
