/** Documents that leave, that may not ask, that ask anew: each gets its own answer, and none gets another's. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import type { ToSite } from '../../extension/messages/from-site';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { firstScriptUrl } from './first-script-site';
import { CREATION, call, errorOf, REQUEST } from './page-calls';
import { signUp } from './passkey-site';
import { launchPlain } from './plain-chromium';
import { openSpy } from './spy';
import { openStage, type Stage } from './stage';

let stage: Stage;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());
afterEach(() => stage.closeTabs());

test('a frame that navigated away hears nothing, and neither does what it shows now', async () => {
  const page = await stage.open('/frame?src=/blank');
  const window = await windowOpenedBy(stage.context, () => call(frameOf(page), 'create', CREATION));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  await frameOf(page).goto(`${stage.party.url('evil.localhost')}/blank`);
  const spy = await openSpy(stage.own, page.url());
  await closed(window);
  assert.deepEqual(await spy.heard(), []);
});

test('a frame that navigated away after Approve was armed gets no signature', async () => {
  const page = await stage.open('/frame?src=/blank');
  const window = await windowOpenedBy(stage.context, () => call(frameOf(page), 'create', CREATION));
  await window.locator('button.approve[aria-disabled="false"]').waitFor();
  const evil = `${stage.party.url('evil.localhost')}/blank`;
  await Promise.all([frameOf(page).goto(evil), approve(window).catch(() => undefined)]);
  const spy = await openSpy(stage.own, page.url());
  await closed(window);
  assert.deepEqual(await spy.heard(), []);
});

test('a frame of another site signs with its own origin and names the page around it', async () => {
  const page = await stage.open('/passkey');
  await signUp(stage.context, page, 'carol');
  const top = stage.party.url('top.localhost');
  const framed = `${firstScriptUrl(stage.party.url(), 'carol')}&topOrigin=${encodeURIComponent(top)}`;
  const window = await windowOpenedBy(stage.context, () =>
    page.goto(`${top}/frame?src=${encodeURIComponent(framed)}`),
  );
  await window.getByText(`inside a page of ${top}`).waitFor();
  await approve(window);
  // The server has checked `crossOrigin` and `topOrigin`.
  await page.frameLocator('iframe').getByLabel('Outcome').filter({ hasText: 'Verified: carol' }).waitFor();
});

test('a frame of another site without permission gets the browser’s own error', async () => {
  const plain = await launchPlain();
  const address = `/frame?allow=fullscreen&src=${encodeURIComponent(`${stage.party.url()}/blank`)}`;
  const page = await stage.open(address, 'top.localhost');
  const native = await plain.open(stage.party.url('top.localhost') + address);
  for (const [kind, options] of [['create', CREATION] as const, ['get', REQUEST] as const]) {
    await Promise.all([call(frameOf(page), kind, options), call(frameOf(native), kind, options)]);
    assert.equal(await errorOf(frameOf(page)), await errorOf(frameOf(native)));
  }
  assert.deepEqual(openWindows(stage.context), []);
  await plain.close();
});

test('the popup lists what waits, and shows its window', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  const popup = await stage.context.newPage();
  await popup.goto(`chrome-extension://${stage.browser.extensionId}/popup/popup.html`);
  await popup.getByRole('heading', { name: 'Waiting for you' }).waitFor();
  await popup.getByRole('button', { name: 'Show: Create a key for console.localhost' }).click();
  await window.getByRole('button', { name: 'Deny' }).click();
  assert.match(await errorOf(page), /^NotAllowedError/);
});

test('one request delivered three times: one window, one credential', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () =>
    stage.own.page.evaluate(deliverTwice, { address: page.url(), options: { ...CREATION, ...LISTS } }),
  );
  await approve(window);
  await window.getByText('Waiting for the page').waitFor();
  const replies = await stage.own.page.evaluate(repliesTo, page.url());
  await closed(window);
  assert.deepEqual(openWindows(stage.context), []);
  assert.deepEqual([replies.length, new Set(replies).size], [2, 1]);
});

const LISTS = { excludeCredentials: [], hints: [], attestationFormats: [], extensions: {} };

function frameOf(page: Page): Frame {
  const frame = page.frames().find((one) => one !== page.mainFrame());
  assert.ok(frame, 'the page has a frame');
  return frame;
}

/** What the test keeps in a page's isolated world. */
type World = { repeat?: () => void; settle?: () => void; replies?: string[] };

/** Runs in one of Xenon's own pages: speaks in the content script's place. */
async function deliverTwice({ address, options }: { address: string; options: object }): Promise<void> {
  const tabs = await chrome.tabs.query({});
  const tabId = tabs.find(({ url }) => url === address)?.id ?? chrome.tabs.TAB_ID_NONE;
  await chrome.scripting.executeScript({
    target: { tabId },
    args: [options],
    func: (asked) => {
      const world = globalThis as World;
      const port = chrome.runtime.connect({ name: 'site' });
      const report = { userActive: false, ancestorOrigins: [] };
      const requestId = '0123456789abcdef'.repeat(2);
      const request = { kind: 'create', requestId, mediation: 'modal', options: asked, ...report };
      world.replies = [];
      port.onMessage.addListener(({ credential }: ToSite & { outcome: 'created' }) => {
        world.replies?.push(credential.response.attestationObject);
      });
      world.repeat = () => port.postMessage(request);
      world.settle = () => port.postMessage({ kind: 'settled', requestId });
      world.repeat();
      world.repeat();
    },
  });
}

/** Runs in one of Xenon's own pages: asks once more, and gives the credentials of all replies. */
async function repliesTo(address: string): Promise<string[]> {
  const tabs = await chrome.tabs.query({});
  const tabId = tabs.find(({ url }) => url === address)?.id ?? chrome.tabs.TAB_ID_NONE;
  const [injected] = await chrome.scripting.executeScript({
    target: { tabId },
    func: async () => {
      const world = globalThis as World;
      world.repeat?.();
      await new Promise((resolve) => setTimeout(resolve, 200));
      world.settle?.();
      return world.replies;
    },
  });
  return injected?.result ?? [];
}
