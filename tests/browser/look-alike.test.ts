/** A page may use the RP IDs of its own domain. For any other, Chromium's own refusal is all it gets. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { CREATION, call, errorOf, outcomeOf, REQUEST } from './page-calls';
import { launchPlain, type PlainChromium } from './plain-chromium';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

const SITE = 'console.localhost';
const LOOK_ALIKES = [
  ['evil-console.localhost', SITE],
  ['console.localhost.evil.localhost', SITE],
  ['xconsole.localhost', SITE],
  ['localhost', SITE],
  [SITE, `sub.${SITE}`],
  [SITE, `evil-${SITE}`],
  [SITE, 'localhost'],
] as const;

let stage: Stage;
let plain: PlainChromium;
let ours: string;

before(async () => {
  [stage, plain] = await Promise.all([openStage(), launchPlain()]);
  await stage.own.createVault();
  const page = await stage.open('/blank', SITE);
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome);
  ours = outcome.credential.id;
  await closed(window);
});
after(async () => {
  await plain.close();
  await stage.close();
});

for (const [host, rpId] of LOOK_ALIKES) {
  test(`${host} may not use ${rpId}: Chromium's own answer, no window, no signature`, async () => {
    const unused = await stage.own.keys();
    const address = `${stage.party.url(host)}/blank`;
    const page = await stage.open('/blank', host);
    assert.deepEqual(await answers(page, rpId), await answers(await plain.open(address), rpId));
    assert.deepEqual(openWindows(stage.context), []);
    assert.deepEqual(await stage.own.keys(), unused);
    await page.close();
  });
}

test('a subdomain may use its parent domain', async () => {
  const page = await stage.open('/blank', `sub.${SITE}`);
  const request = { ...REQUEST, rpId: SITE, allowCredentials: [{ type: 'public-key', id: ours }] };
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', request));
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.equal('credential' in outcome && outcome.credential.id, ours);
  await closed(window);
});

/** What the page gets for a new key, for our key, and for any key. */
async function answers(page: Page, rpId: string): Promise<string[]> {
  await plugInKey(page);
  const request = { ...REQUEST, rpId, timeout: 1_000 };
  const allowCredentials = [{ type: 'public-key', id: ours }];
  await page.bringToFront();
  await call(page, 'create', { ...CREATION, rp: { ...CREATION.rp, id: rpId } }, 'create');
  const created = await errorOf(page, 'create');
  await call(page, 'get', { ...request, allowCredentials }, 'named');
  const named = await errorOf(page, 'named');
  await call(page, 'get', request, 'any');
  return [created, named, await errorOf(page, 'any')];
}
