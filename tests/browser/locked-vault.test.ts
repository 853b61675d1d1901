/** A locked vault asks for its passphrase in the request's own window, and a damaged one is no first run. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, unlock, windowOpenedBy } from './approval';
import { firstScriptUrl, verified } from './first-script-site';
import { CREATION, call, errorOf, outcomeOf, REQUEST } from './page-calls';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/passkey');
  await signUp(stage.context, page, 'carol');
});
after(() => stage.close());
afterEach(() => stage.closeTabs());

test('a request that names only keys of others goes to the browser, without a window', async () => {
  await stage.own.lock();
  page = await stage.open('/blank', 'other.localhost');
  const key = await plugInKey(page);
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await window.getByRole('button', { name: 'Use another device' }).click();
  await outcomeOf(page);
  const [id] = await key.credentialIds();
  await page.bringToFront();
  await call(page, 'get', { ...REQUEST, allowCredentials: [{ type: 'public-key', id }] }, 'get');
  const outcome = await outcomeOf(page, 'get');
  assert.equal('credential' in outcome && outcome.credential.id, id);
  assert.deepEqual(openWindows(stage.context), []);
});

test('a wrong passphrase may be repeated, and the same request goes on', async () => {
  await stage.own.lock();
  page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () =>
    page.goto(firstScriptUrl(stage.party.url(), 'carol')),
  );
  for (const wrong of ['not the passphrase', 'nor this one']) {
    await unlock(window, wrong);
    await window.getByText('Wrong passphrase').waitFor();
  }
  await unlock(window);
  await approve(window);
  await verified(page, 'carol');
  await closed(window);
});

test('a request that names no key asks to unlock, and goes on', async () => {
  await stage.own.lock();
  page = await stage.open('/passkey');
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await unlock(window);
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);
});

test('unlocked without a key for the site: the browser answers', async () => {
  await stage.own.lock();
  page = await stage.open('/blank', 'other.localhost');
  await plugInKey(page);
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', { ...REQUEST, timeout: 1_000 }));
  await unlock(window);
  await closed(window);
  assert.match(await errorOf(page), /^NotAllowedError/);
});

test('the durable store is lost: the mirror signs in, and unlocking heals the other', async () => {
  await stage.own.lock();
  await stage.own.stopWorker();
  await stage.own.page.evaluate(deleteDurableStore);
  await signIn();
});

test('the mirror is lost: the durable store signs in, and the mirror is healed', async () => {
  await stage.own.lock();
  await stage.own.stopWorker();
  await stage.own.page.evaluate(() => chrome.storage.local.clear());
  await signIn();
  assert.ok(await stage.own.page.evaluate(mirrorHasHeader));
});

for (const [what, harm] of Object.entries({ removed: undefined, garbled: 'AAAA' })) {
  test(`both headers are ${what}: it is damage, and never a first run`, async () => {
    await stage.own.lock();
    await stage.own.stopWorker();
    await stage.own.page.evaluate(damageHeaders, harm);
    page = await stage.open('/blank');
    await plugInKey(page);
    const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
    await window.getByText("Your keys can't be read").waitFor();
    assert.equal(await window.getByRole('button', { name: 'Create vault' }).count(), 0);
    const answer = await stage.own.ask({ kind: 'create-vault', passphrase: 'another passphrase' });
    assert.deepEqual(answer, { ok: false, problem: 'vault-damaged' });
    await window.getByRole('button', { name: 'Use another device' }).click();
    assert.ok('credential' in (await outcomeOf(page)));
  });
}

async function signIn(): Promise<void> {
  page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () =>
    page.goto(firstScriptUrl(stage.party.url(), 'carol')),
  );
  await unlock(window);
  await approve(window);
  await verified(page, 'carol');
  await closed(window);
}

/** The functions below run in one of Xenon's own pages, which shares the worker's storage. */
function deleteDurableStore(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('xenon');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

async function mirrorHasHeader(): Promise<boolean> {
  return 'vault.header' in (await chrome.storage.local.get('vault.header'));
}

async function damageHeaders(harm: string | undefined): Promise<void> {
  if (harm === undefined) await chrome.storage.local.remove('vault.header');
  else await chrome.storage.local.set({ 'vault.header': harm });
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('xenon');
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('vault', 'readwrite');
      const store = transaction.objectStore('vault');
      if (harm === undefined) store.delete('header');
      else store.put(Uint8Array.fromBase64(harm), 'header');
      transaction.oncomplete = () => resolve(opening.result.close());
      transaction.onerror = () => reject(transaction.error);
    };
    opening.onerror = () => reject(opening.error);
  });
}
