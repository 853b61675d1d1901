/** A request whose window is out of sight shows a notification of the system's, as far as Chromium tells without one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from './approval';
import { CREATION, call, outcomeOf } from './page-calls';
import { openStage, type Stage } from './stage';

let stage: Stage;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());

const shown = () => stage.own.notifications();

async function shows(count: number): Promise<void> {
  for (let time = 0; time < 200 && (await shown()).length !== count; time += 1)
    await stage.own.page.waitForTimeout(50);
  assert.equal((await shown()).length, count);
}

/** Headless windows do not take the focus from each other: the window is told what it would see. */
async function look(window: Page, hasFocus: boolean): Promise<void> {
  await window.evaluate((focused) => {
    document.hasFocus = () => focused;
    dispatchEvent(new Event(focused ? 'focus' : 'blur'));
  }, hasFocus);
}

test('it comes when the window is out of sight, goes when it is seen, and goes with the request', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  assert.deepEqual(await shown(), []);
  await look(window, false);
  await shows(1);
  await look(window, true);
  await shows(0);
  await look(window, false);
  await shows(1);
  await approve(window);
  assert.ok('credential' in (await outcomeOf(page)));
  await closed(window);
  await shows(0);
});

test('one goes when its page does', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await look(window, false);
  await shows(1);
  await page.close();
  await shows(0);
});
