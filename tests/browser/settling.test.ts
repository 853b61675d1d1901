/** However a request ends, the page's promise settles, once, and the window does not stay behind. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { NOT_ALLOWED } from '../../extension/messages/not-allowed';
import { approve, closed, openWindows, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { abort, CREATION, call, errorOf, outcomeOf } from './page-calls';
import { openSpy } from './spy';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

declare global {
  /** In the page: the function that an earlier door put there. */
  var earlier: unknown;
}

const REFUSED = `NotAllowedError: ${NOT_ALLOWED}`;

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());
afterEach(() => stage.closeTabs());

test('denied: the page is refused, and the window closes', async () => {
  const window = await asked();
  await window.getByRole('button', { name: 'Deny' }).click();
  assert.equal(await errorOf(page), REFUSED);
  await closed(window);
});

test('window closed: the page is refused', async () => {
  const window = await asked();
  await window.close();
  assert.equal(await errorOf(page), REFUSED);
});

test('window closed right after Approve: the page gets the key that was made', async () => {
  const window = await asked();
  await approve(window);
  await window.close();
  const outcome = await outcomeOf(page);
  const made = (await stage.own.keys()).length;
  await stage.own.deleteAllKeys();
  assert.deepEqual(['credential' in outcome, made], [made === 1, made]);
});

test('tab closed: the window closes', async () => {
  const window = await asked();
  await page.close();
  await closed(window);
  assert.deepEqual(await waiting(), []);
});

test('navigated: the window closes, and the new document hears nothing', async () => {
  const window = await asked();
  await page.goto(`${stage.party.url()}/passkey`);
  const spy = await openSpy(stage.own, page.url());
  await closed(window);
  assert.deepEqual(await spy.heard(), []);
});

test('reloaded: the window closes, and the new document hears nothing', async () => {
  const window = await asked();
  await page.reload();
  const spy = await openSpy(stage.own, page.url());
  await closed(window);
  assert.deepEqual(await spy.heard(), []);
});

test('aborted: the page gets its own reason at once, and the window closes', async () => {
  const window = await asked();
  await abort(page, 'changed my mind');
  assert.equal(await errorOf(page), 'RangeError: changed my mind');
  await closed(window);
});

test('aborted and asked again: the second request is the one that is answered', async () => {
  const first = await asked();
  await abort(page, 'first');
  const second = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION, 'second'));
  await closed(first);
  await approve(second);
  assert.ok('credential' in (await outcomeOf(page, 'second')));
});

test('timed out: the page is refused, and the window says why', async () => {
  const window = await asked();
  await passDeadline();
  assert.equal(await errorOf(page), REFUSED);
  await window.getByText('The page stopped waiting.').waitFor();
});

test('timed out while the worker is stopped: the page is refused', async () => {
  const window = await asked();
  await stage.own.stopWorker();
  await passDeadline();
  assert.equal(await errorOf(page), REFUSED);
  await window.getByText('The page stopped waiting.').waitFor();
});

test('another device: the browser answers', async () => {
  page = await stage.open('/blank');
  const key = await plugInKey(page);
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await window.getByRole('button', { name: 'Use another device' }).click();
  const outcome = await outcomeOf(page);
  assert.deepEqual('credential' in outcome && [outcome.credential.id], await key.credentialIds());
  await closed(window);
});

test('no window can be opened: a notification waits, and leads to the window as soon as there can be one', async () => {
  await stage.inWorker(() => {
    const create = () => Promise.reject(new Error('no window today'));
    Object.assign(chrome.windows, { create });
  });
  page = await stage.open('/blank');
  await call(page, 'create', CREATION);
  const [ceremony = ''] = await untilNotified();
  assert.deepEqual(openWindows(stage.context), []);
  await stage.own.stopWorker();
  const window = await windowOpenedBy(stage.context, async () => {
    await stage.own.told({ kind: 'show-waiting', ceremony });
  });
  await approve(window);
  assert.ok('credential' in (await outcomeOf(page)));
  await closed(window);
});

test('neither a window can be opened nor a notification: the browser answers', async () => {
  await stage.inWorker(() => {
    const create = () => Promise.reject(new Error('nothing today'));
    Object.assign(chrome.windows, { create });
    Object.assign(chrome.notifications, { create });
  });
  page = await stage.open('/blank');
  const key = await plugInKey(page);
  await call(page, 'create', CREATION);
  const outcome = await outcomeOf(page);
  assert.deepEqual('credential' in outcome && [outcome.credential.id], await key.credentialIds());
  assert.deepEqual([openWindows(stage.context), await waiting()], [[], []]);
  await stage.own.stopWorker();
});

/** The ceremonies of which a notification tells. */
async function untilNotified(): Promise<string[]> {
  for (;;) {
    const names = await stage.own.notifications();
    if (names.length > 0) return names.map((name) => name.slice('notified.'.length));
    await stage.own.page.waitForTimeout(50);
  }
}

test('storage cannot be written: the page is refused, the user is told, no key exists', async () => {
  const before = (await stage.own.keys()).length;
  const window = await asked();
  await stage.inWorker(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no space', 'QuotaExceededError');
    };
  });
  await approve(window);
  assert.equal(await errorOf(page), REFUSED);
  await window.getByText('Your browser could not save the change').waitFor();
  await stage.own.stopWorker();
  assert.equal((await stage.own.keys()).length, before);
});

/** Near the end, because it ends Xenon's own page as well. */
test('extension reloaded: the browser answers, and the next call is Xenon’s again', async () => {
  page = await stage.open('/blank');
  const key = await plugInKey(page);
  await page.evaluate(() => Object.assign(globalThis, { earlier: navigator.credentials.create }));
  await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await stage.own.page.evaluate(() => setTimeout(() => chrome.runtime.reload()));
  await page.bringToFront();
  const outcome = await outcomeOf(page);
  assert.deepEqual('credential' in outcome && [outcome.credential.id], await key.credentialIds());
  await page.waitForFunction(() => navigator.credentials.create !== globalThis.earlier);
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION, 'next'));
  await unlock(window, PASSPHRASE);
  await approve(window);
  assert.ok('credential' in (await outcomeOf(page, 'next')));
});

test('extension removed: the browser answers, now and later', async () => {
  page = await stage.open('/blank');
  const key = await plugInKey(page);
  await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  const worker = await stage.browser.worker();
  await worker.evaluate(() => void setTimeout(() => chrome.management.uninstallSelf()));
  await page.bringToFront();
  await outcomeOf(page);
  await call(page, 'create', CREATION, 'next');
  const outcomes = [await outcomeOf(page), await outcomeOf(page, 'next')];
  const ids = outcomes.map((outcome) => 'credential' in outcome && outcome.credential.id);
  assert.deepEqual(ids.sort(), (await key.credentialIds()).sort());
});

/** A page that waits for the answer, and the window that asks for it. */
async function asked(): Promise<Page> {
  page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  return window;
}

/** Lets the alarm that ends the ceremony go off now. */
async function passDeadline(): Promise<void> {
  await stage.own.page.evaluate(async () => {
    const alarms = await chrome.alarms.getAll();
    for (const { name } of alarms.filter((alarm) => alarm.name.startsWith('deadline.')))
      await chrome.alarms.create(name, { when: Date.now() });
  });
}

async function waiting(): Promise<unknown[]> {
  return (await stage.own.told({ kind: 'site-overview', tabId: await stage.own.tabId() })).waiting;
}
