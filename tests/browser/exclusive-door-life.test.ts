/** When Xenon stands in the exclusive door: from the start of the browser on, and not while another extension does. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { endOfConditional, goAroundThePageDoor } from './around-the-page-door';
import { assertAccessible } from './pages/judges';
import { DIST, openStage, type Stage } from './stage';

const RIVAL = 'tests/browser/rival-proxy';

async function doorState(stage: Stage): Promise<string> {
  return (await stage.own.told({ kind: 'exclusive-door' })).state;
}

/** Looked for without asking Xenon for anything before. */
async function refusesConditional(stage: Stage): Promise<boolean> {
  const page = await stage.open('/blank');
  await goAroundThePageDoor(page);
  const end = await endOfConditional(page);
  await page.close();
  return end === 'NotAllowedError';
}

test('it stands there again when the browser starts, and not once it is switched off', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'xenon-door-'));
  try {
    for (const on of [true, false]) {
      const stage = await openStage({ profile });
      await stage.own.told({ kind: 'switch-exclusive-door', on });
      await stage.close();
      const again = await openStage({ profile });
      assert.equal(await refusesConditional(again), on);
      await again.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a place that another extension has is told in words, and taken when that lets go', async () => {
  const list = `${DIST},${RIVAL}`;
  const stage = await openStage({
    args: [`--disable-extensions-except=${list}`, `--load-extension=${list}`],
  });
  try {
    const find = () =>
      stage.context.serviceWorkers().find((worker) => worker.url().endsWith('takes-place.js'));
    const rival = find() ?? (await stage.context.waitForEvent('serviceworker'));
    await rival.evaluate(() => chrome.webAuthenticationProxy.attach());
    const { page } = stage.own;
    await page.goto(new URL('#advanced', page.url()).href);
    const box = page.getByRole('checkbox', { name: 'Let the browser pass all requests on to Xenon' });
    await box.press('Space');
    await page.getByText('Another extension has this place').waitFor();
    await assertAccessible(page, 'the place is taken');
    assert.equal(await doorState(stage), 'taken');
    await rival.evaluate(() => chrome.webAuthenticationProxy.detach());
    assert.equal(await doorState(stage), 'attached');
    assert.equal(await refusesConditional(stage), true);
    await page.reload();
    await page.getByText('On: requests come to Xenon.').waitFor();
    assert.equal(await box.isChecked(), true);
    await assertAccessible(page, 'in the door');
  } finally {
    await stage.close();
  }
});
