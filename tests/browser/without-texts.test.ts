/** Chromium that gives no text, as it does now and then to an extension that was reloaded: pages say the same. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { windowOpenedBy } from './approval';
import { CREATION, call } from './page-calls';
import { openStage, type Stage } from './stage';

const PAGES = ['options/options.html', 'popup/popup.html', 'welcome/welcome.html'];

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** What every page, the window and the toolbar say. */
async function allWords(): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  for (const path of PAGES) {
    const page = await stage.context.newPage();
    await page.goto(`chrome-extension://${stage.browser.extensionId}/${path}`);
    words.set(path, await wordsOf(page));
    await page.close();
  }
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  words.set('approval/approval.html', await wordsOf(window));
  words.set('the toolbar', await stage.own.page.evaluate(() => chrome.action.getTitle({})));
  await Promise.all([window.close(), page.close()]);
  return words;
}

/** Once it stands still: a page asks the worker what to show. Times that run are left out. */
async function wordsOf(page: Page): Promise<string> {
  let last = '';
  for (let now = await written(page); now !== last; now = await written(page)) {
    last = now;
    await page.waitForTimeout(500);
  }
  return last;
}

async function written(page: Page): Promise<string> {
  const words = await page.locator('body').innerText();
  return `${await page.title()}\n${words.replace(/\d+ (seconds?|minutes?)/g, 'a time')}`;
}

test('every page, the window and the toolbar say what they say with Chromium’s texts', async () => {
  const usual = await allWords();
  assert.equal(usual.get('the toolbar'), 'Xenon: waiting for you (1)');
  for (const path of PAGES) assert.ok((usual.get(path)?.length ?? 0) > 100, `${path} says little`);
  await stage.context.addInitScript(() => {
    if (location.protocol === 'chrome-extension:') chrome.i18n.getMessage = () => '';
  });
  await stage.inWorker(() => {
    chrome.i18n.getMessage = () => '';
  });
  assert.deepEqual(await allWords(), usual);
});
