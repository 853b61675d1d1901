/** Unlocking, signing in and listing, against the number of keys in the vault. */
import { createVaultAndRemember, nextWindow } from './approval-window';
import { startBrowser } from './browser';
import { evaluate, type PageSession } from './evaluate';
import { measuredCreate, measuredGet } from './key-page';
import type { Site } from './site';
import type { Series } from './statistics';
import { stopWorkers } from './workers';

/** Of one size of vault; `unlock` is mostly Argon2id, which takes its time on purpose. */
export type ScaleFigures = { keys: number; unlock: Series; get: Series; coldGet: Series; list: Series };

const PASSPHRASE = 'correct horse battery staple';
/** Nobody has more keys at one site; the vault's others are at other sites. */
const KEYS_PER_SITE = 50;
const RUNS = { unlock: 3, get: 40, coldGet: 10, list: 10 };
/** After the worker has stopped, Chromium takes its process down too. */
const COLD_PAUSE_MS = 400;
const USER_GESTURE = { userGesture: true };

type Pages = { own: PageSession; page: PageSession; id: string };

/** Measures a vault that grows to each of `sizes`, which ascend. */
export async function measureScale(dist: string, site: Site, sizes: number[]): Promise<ScaleFigures[]> {
  const browser = await startBrowser([dist]);
  try {
    const pages = await firstKey(browser.devtools, site);
    const figures: ScaleFigures[] = [];
    let keys = 1;
    for (const size of sizes) {
      await grow(pages, site, keys, size);
      keys = size;
      figures.push(await measureAt(keys, pages, site));
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function firstKey(devtools: PageSession['devtools'], site: Site): Promise<Pages> {
  const page = { devtools, sessionId: await devtools.openPage(site.url('scale')) };
  const opening = nextWindow(devtools, '/approval/approval.html');
  const made = evaluate(page, measuredCreate, [], USER_GESTURE);
  const window = await opening;
  await createVaultAndRemember(devtools, window, PASSPHRASE);
  const { id } = await made;
  const own = {
    devtools,
    sessionId: await devtools.openPage(new URL('/options/options.html', window.url).href),
  };
  return { own, page, id };
}

/** Adds keys at other sites until there are `wanted`. */
async function grow({ own, page }: Pages, site: Site, present: number, wanted: number): Promise<void> {
  for (let keys = present; keys < wanted; keys += KEYS_PER_SITE) {
    const address = site.url(`fill-${keys}`);
    await allow(own, [address]);
    const { devtools } = page;
    const filled = { devtools, sessionId: await devtools.openPage(address) };
    const count = Math.min(KEYS_PER_SITE, wanted - keys);
    await evaluate(filled, makeKeys, [count], USER_GESTURE);
    await devtools.send('Page.close', {}, filled.sessionId);
  }
}

/** As *Don't ask again* does; the worker reads it when it starts. */
async function allow(own: PageSession, addresses: string[]): Promise<void> {
  await evaluate(own, writeStanding, [addresses]);
  await stopWorkers(own);
}

async function measureAt(keys: number, { own, page, id }: Pages, site: Site): Promise<ScaleFigures> {
  const unlock: number[] = [];
  for (let run = 0; run < RUNS.unlock; run += 1) {
    await evaluate(own, measuredSend, [{ kind: 'lock' }]);
    unlock.push(await evaluate(own, measuredSend, [{ kind: 'unlock', passphrase: PASSPHRASE }]));
    // The stores are compared beside it, which the next one should not wait for.
    await pause(1_000 + keys / 2);
  }
  await allow(own, [site.url('scale')]);
  await page.devtools.send('Page.bringToFront', {}, page.sessionId);
  const get: number[] = [];
  await evaluate(page, measuredGet, [id], USER_GESTURE);
  for (let run = 0; run < RUNS.get; run += 1) get.push(await evaluate(page, measuredGet, [id], USER_GESTURE));
  const coldGet: number[] = [];
  for (let run = 0; run < RUNS.coldGet; run += 1) {
    await stopWorkers(page);
    await pause(COLD_PAUSE_MS);
    coldGet.push(await evaluate(page, measuredGet, [id], USER_GESTURE));
  }
  const list: number[] = [];
  for (let run = 0; run < RUNS.list; run += 1)
    list.push(await evaluate(own, measuredSend, [{ kind: 'all-keys' }]));
  return { keys, unlock, get, coldGet, list };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// What follows runs in pages, each by itself.

async function makeKeys(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    await navigator.credentials.create({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { name: 'Benchmark' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name: `bench ${made}`, displayName: '' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
      },
    });
  }
}

async function writeStanding(addresses: string[]): Promise<void> {
  const until = Date.now() + 2 * 60 * 60_000;
  const entries = addresses.map((address) => {
    const { hostname, origin } = new URL(address);
    return [`standing.${hostname} ${origin} `, until];
  });
  await chrome.storage.session.set(Object.fromEntries(entries));
}

async function measuredSend(command: object): Promise<number> {
  const start = performance.now();
  const answer = await chrome.runtime.sendMessage(command);
  if (!answer.ok) throw new Error(answer.problem);
  return performance.now() - start;
}
