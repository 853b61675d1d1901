/**
 * The first sign-in of the day: the browser has just started, the vault is locked, the page asks in
 * its very first script. It works at the first attempt, every time.
 *
 * `XENON_COLD_STARTS` says how often it is tried.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type RelyingParty, startRelyingParty } from '../relying-party/server';
import { approve, unlock, windowOpenedBy } from './approval';
import { launchWithExtension } from './chromium';
import { firstScriptUrl, verified } from './first-script-site';
import { calledAt, operableSince, summary, watchWindows } from './operable-window';
import { openOwnPage } from './own-page';
import { signUp } from './passkey-site';
import { DIST } from './stage';

const COLD_STARTS = Number(process.env.XENON_COLD_STARTS ?? 50);
const COLD_WORKERS = 5;
/** Browsers at a time: most of a cold start is waiting. */
const LANES = 2;

const folder = mkdtempSync(join(tmpdir(), 'xenon-cold-'));
const template = join(folder, 'template');
let party: RelyingParty;

before(async () => {
  party = await startRelyingParty();
  const browser = await launch(template);
  await (await openOwnPage(browser)).createVault();
  const page = await browser.context.newPage();
  await page.goto(`${party.url()}/passkey`);
  await signUp(browser.context, page, 'carol');
  await browser.close();
  for (const cache of ['Cache', 'Code Cache', 'GPUCache', 'DawnGraphiteCache', 'DawnWebGPUCache'])
    rmSync(join(template, 'Default', cache), { recursive: true, force: true });
});
after(async () => {
  await party.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test(`${COLD_STARTS} of ${COLD_STARTS} cold starts sign in at the first attempt`, async (t) => {
  const runs = Array.from({ length: COLD_STARTS }, (_, run) => join(folder, `run-${run}`)).values();
  const waits: number[] = [];
  const lane = async () => {
    for (const profile of runs) waits.push(await coldStart(profile));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  assert.deepEqual(attempts(), Array(COLD_STARTS).fill(true));
  t.diagnostic(`from the page's call to a field for the passphrase: ${summary(waits)}`);
});

test(`${COLD_WORKERS} of ${COLD_WORKERS} stopped workers sign in at the first attempt`, async (t) => {
  const earlier = attempts().length;
  const browser = await launch(template);
  const own = await openOwnPage(browser);
  await own.unlock();
  const waits: number[] = [];
  t.after(() => browser.close());
  for (let run = 0; run < COLD_WORKERS; run += 1) {
    await own.stopWorker();
    waits.push(await signIn(browser.context, approve));
  }
  assert.deepEqual(attempts().slice(earlier), Array(COLD_WORKERS).fill(true));
  t.diagnostic(`from the page's call to an armed Approve: ${summary(waits)}`);
});

test('a page that asks what its browser can do starts the worker before it calls', {
  timeout: 60_000,
}, async (t) => {
  const browser = await launch(template);
  t.after(() => browser.close());
  const own = await openOwnPage(browser);
  await own.unlock();
  const page = await browser.context.newPage();
  await page.goto(`${party.url()}/blank`);
  await own.stopWorker();
  const starting = own.workerStarts();
  assert.equal(await page.evaluate(() => PublicKeyCredential.isConditionalMediationAvailable()), true);
  await starting;
  const earlier = attempts().length;
  await signIn(browser.context, approve);
  assert.deepEqual(attempts().slice(earlier), [true]);
});

async function coldStart(profile: string): Promise<number> {
  cpSync(template, profile, { recursive: true });
  const browser = await launch(profile);
  try {
    return await signIn(browser.context, async (window) => {
      await unlock(window);
      await approve(window);
    });
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function signIn(context: BrowserContext, decide: (window: Page) => Promise<void>): Promise<number> {
  const page = await context.newPage();
  const window = await windowOpenedBy(context, () => page.goto(firstScriptUrl(party.url(), 'carol')));
  const operable = await operableSince(window);
  await decide(window);
  await verified(page, 'carol');
  const wait = operable - (await calledAt(page));
  await page.close();
  return wait;
}

async function launch(profile: string) {
  const browser = await launchWithExtension({ dist: DIST, headless: true, profile });
  await watchWindows(browser.context);
  return browser;
}

/** How the server judged each of the page's calls. */
function attempts(): boolean[] {
  return party.log.filter(({ kind }) => kind === 'first-script').map((entry) => entry.verified);
}
