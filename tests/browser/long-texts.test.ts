/** No text of any page is cut off where it is one and a half times as long as in English. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type LoadedChromium, launchWithExtension } from './chromium';
import { assertFits, assertNothingIsCut } from './pages/judges';
import { openPage, show } from './pages/stand-in-worker';
import { approvalStates, PAGES } from './pages/states';
import { stretchedExtension } from './pages/stretched';
import { DIST } from './stage';

const folder = stretchedExtension(DIST);

let browser: LoadedChromium;
before(async () => {
  browser = await launchWithExtension({ dist: folder, headless: true });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const url = (page: string, hash: string) =>
  `chrome-extension://${browser.extensionId}/${page}/${page}.html${hash}`;

async function judge(page: Page, what: string): Promise<void> {
  await assertFits(page, what);
  await assertNothingIsCut(page, what);
}

test('approval', async () => {
  const page = await openPage(browser.context, url('approval', '#c0'));
  await page.setViewportSize({ width: 420, height: 530 });
  for (const [name, view] of Object.entries(approvalStates)) {
    await show(page, view);
    await judge(page, name);
  }
  await page.close();
});

for (const [name, hash, states] of PAGES) {
  test(name + hash, async () => {
    for (const [state, answers] of Object.entries(states)) {
      const page = await openPage(browser.context, url(name, hash), answers);
      if (name === 'popup') await page.setViewportSize({ width: 360, height: 600 });
      await page.locator('[aria-busy=true]').filter({ visible: true }).waitFor({ state: 'detached' });
      await judge(page, state);
      await page.close();
    }
  });
}

test('the judge sees what is cut off', async () => {
  const page = await openPage(browser.context, url('welcome', ''));
  await page
    .getByRole('button')
    .evaluate((button) => Object.assign(button.style, { height: '20px', minHeight: 0 }));
  await assert.rejects(judge(page, 'a low button'));
  await page.close();
});
