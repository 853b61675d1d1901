/** Chrome may stop the worker at any moment. The page's first promise resolves all the same. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { firstScriptUrl, verified } from './first-script-site';
import { CREATION, call, errorOf } from './page-calls';
import { askForPasskey, created, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

let stage: Stage;
let page: Page;

/** The times between an event and the stop of the worker that follows it. */
const OFFSETS = [0, 5, 10, 20, 60];

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/passkey');
  await signUp(stage.context, page, 'carol');
});
after(() => stage.close());
afterEach(async () => {
  await stage.closeTabs();
});

test('stopped before the request: it answers', async () => {
  await stage.own.stopWorker();
  const window = await signInWindow(askFirst);
  await approve(window);
  await verified(page, 'carol');
  await closed(window);
});

for (const offset of OFFSETS) {
  test(`stopped ${offset} ms after the request: one window, and it answers`, async () => {
    const window = await signInWindow(() => Promise.all([askFirst(), stopAfter(offset)]));
    await approve(window);
    await verified(page, 'carol');
    await closed(window);
    assert.deepEqual(await ceremoniesLeft(), []);
    assert.equal(openWindows(stage.context).length, 0);
  });
}

test('stopped before it could open the window: the next worker opens it', async () => {
  await stage.inWorker(() => {
    Object.assign(chrome.windows, { create: () => new Promise(() => undefined) });
  });
  const window = await signInWindow(async () => {
    await askFirst();
    await stopAfter(300);
  });
  await approve(window);
  await verified(page, 'carol');
  await closed(window);
});

test('stopped before it could note the window: there is no second one, and closing it is a no', async () => {
  await stage.inWorker(() => {
    const open = chrome.windows.create.bind(chrome.windows);
    const create = async (options: chrome.windows.CreateData) => {
      await open(options);
      return new Promise(() => undefined);
    };
    Object.assign(chrome.windows, { create });
  });
  page = await stage.open('/blank');
  const window = await signInWindow(() => call(page, 'create', CREATION));
  await stage.own.stopWorker();
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  await stage.own.stopWorker();
  await window.waitForTimeout(300);
  assert.equal(openWindows(stage.context).length, 1);
  await window.close();
  assert.match(await errorOf(page), /^NotAllowedError/);
});

test('stopped twice while the window asks: it answers', async () => {
  const window = await signInWindow(askFirst);
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  await stage.own.stopWorker();
  await window.waitForTimeout(100);
  await stage.own.stopWorker();
  await approve(window);
  await verified(page, 'carol');
  await closed(window);
});

for (const offset of OFFSETS) {
  test(`stopped ${offset} ms after Approve: one key is made`, async () => {
    page = await stage.open('/passkey');
    const user = `user-${offset}`;
    const window = await signInWindow(() => askForPasskey(page, user));
    await approve(window);
    await stopAfter(offset);
    await created(page, user);
    await closed(window);
    const made = (await stage.own.keys()).filter(({ userName }) => userName === user);
    assert.equal(made.length, 1);
    assert.deepEqual(attempts(user), [true]);
  });

  test(`stopped ${offset} ms after Approve: the sign-in succeeds, and the window says so`, async () => {
    const window = await signInWindow(askFirst);
    await approve(window);
    await stopAfter(offset);
    await verified(page, 'carol');
    await closed(window);
  });
}

test('stopped right after the reply: the window says that the page has it', async () => {
  const window = await signInWindow(askFirst);
  await approve(window);
  await verified(page, 'carol');
  await stage.own.stopWorker();
  await closed(window);
  assert.deepEqual(await ceremoniesLeft(), []);
});

function signInWindow(act: () => Promise<unknown>): Promise<Page> {
  return windowOpenedBy(stage.context, act);
}

async function askFirst(): Promise<void> {
  page = await stage.open('/blank');
  await page.goto(firstScriptUrl(stage.party.url(), 'carol'));
}

async function stopAfter(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await stage.own.stopWorker();
}

function attempts(userName: string): boolean[] {
  return stage.party.log.filter((entry) => entry.userName === userName).map(({ verified }) => verified);
}

async function ceremoniesLeft(): Promise<string[]> {
  const names = await stage.own.page.evaluate(async () =>
    Object.keys(await chrome.storage.session.get(null)),
  );
  return names.filter((name) => name.startsWith('ceremony.'));
}
