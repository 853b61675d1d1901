/** Where the tests of one file play: a site to sign in to, and a browser with Xenon. */
import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { type RelyingParty, startRelyingParty } from '../relying-party/server';
import { type LaunchOptions, type LoadedChromium, launchWithExtension } from './chromium';
import type { Door } from './doors/door';
import { withoutPageDoor } from './doors/without-page-door';
import { type OwnPage, openOwnPage } from './own-page';

export type Stage = {
  party: RelyingParty;
  browser: LoadedChromium;
  context: BrowserContext;
  /** One of Xenon's own pages, through which a test speaks to the worker. */
  own: OwnPage;
  /** Opens a page of the site in a new tab, in front. */
  open(path: string, hostname?: string): Promise<Page>;
  /** Runs a function in the worker. What it changes there lasts until the worker is stopped. */
  inWorker(act: () => void): Promise<void>;
  /** Closes every tab and window but Xenon's own page. */
  closeTabs(): Promise<void>;
  close(): Promise<void>;
};

export const DIST = process.env.XENON_DIST ?? 'dist';

export async function openStage(options: Partial<LaunchOptions> = {}): Promise<Stage> {
  const [party, browser] = await Promise.all([
    startRelyingParty(),
    launchWithExtension({ dist: DIST, headless: true, ...options }),
  ]);
  const { context } = browser;
  const own = await openOwnPage(browser);
  return {
    party,
    browser,
    context,
    own,
    async open(path, hostname) {
      const page = await context.newPage();
      await page.goto(party.url(hostname) + path);
      return page;
    },
    async inWorker(act) {
      await own.told({ kind: 'vault-state' });
      await (await browser.worker()).evaluate(act);
    },
    async closeTabs() {
      const others = context.pages().filter((page) => page !== own.page);
      await Promise.all(others.map((page) => page.close()));
    },
    async close() {
      await browser.close();
      await party.close();
    },
  };
}

/** A stage on which every call of a page takes this one door. */
export function openStageAt(door: Door, options: Partial<LaunchOptions> = {}): Promise<Stage> {
  return door === 'page' ? openStage(options) : openExclusiveStage(options);
}

async function openExclusiveStage(options: Partial<LaunchOptions>): Promise<Stage> {
  const { folder, remove } = withoutPageDoor(DIST);
  const stage = await openStage({ ...options, dist: folder });
  await standInDoor(stage);
  return {
    ...stage,
    async close() {
      await stage.close();
      remove();
    },
  };
}

/** Brings Xenon into the exclusive door, also when it has stepped aside for a request that is the browser's. */
export async function standInDoor({ own }: Stage): Promise<void> {
  const { state } = await own.told({ kind: 'exclusive-door' });
  if (state === 'attached') return;
  const told = await own.told({ kind: 'switch-exclusive-door', on: true });
  assert.deepEqual(told, { on: true, state: 'attached' });
}
