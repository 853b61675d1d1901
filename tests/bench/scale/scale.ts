/** Unlocking, signing in, making a key, listing and searching, against the number of keys in the vault. */
import { startBrowser } from '../browser';
import type { DevTools, TargetInfo } from '../devtools';
import { evaluate, type PageSession } from '../evaluate';
import { bringToFront } from '../first-key';
import { measuredCreate, measuredGet } from '../key-page';
import type { Part, Stage } from '../part';
import { pause } from '../pause';
import { median, type Series } from '../statistics';
import { table } from '../table';
import { stopWorkers } from '../workers';
import { fillStores } from './fill-stores';
import { measureSearch } from './search';
import { MEASURED_SITE, vaultOfKeys } from './vault-of-keys';

/** Of one size of vault; `unlock` is mostly Argon2id, which takes its time on purpose. */
export type ScaleFigures = { keys: number } & Record<
  'unlock' | 'get' | 'coldGet' | 'create' | 'list' | 'search',
  Series
>;

const PASSPHRASE = 'correct horse battery staple';
const RUNS = { unlock: 3, get: 40, coldGet: 10, create: 10, list: 5 };
/** After the worker has stopped, Chromium takes its process down too. */
const COLD_PAUSE_MS = 400;
/** What a call leaves to be done after its answer must not be billed to the next one. */
const PAUSE_MS = 15;
const USER_GESTURE = { userGesture: true };

type Pages = { own: PageSession; page: PageSession; credential: string };

export const scale: Part<ScaleFigures[]> = {
  name: 'scale',
  about: ({ keys }) => `Vaults of ${keys.join(', ')} keys`,
  async measure(stage) {
    const figures: ScaleFigures[] = [];
    for (const keys of stage.choices.keys) figures.push(await measureVault(stage, keys));
    return figures;
  },
  report: (figures) =>
    `Against the number of keys in the vault: ms, and the ratio to the smallest\n${scaleTable(figures)}`,
};

async function measureVault(stage: Stage, keys: number): Promise<ScaleFigures> {
  const { xenon, site } = stage;
  const browser = await startBrowser([xenon]);
  try {
    const { devtools } = browser;
    const own = {
      devtools,
      sessionId: await devtools.openPage(`${await extensionIn(devtools)}/options/options.html`),
    };
    const made = await vaultOfKeys(xenon, keys, PASSPHRASE, site.url);
    await fillStores(own, made);
    const unlock = await measureUnlock(own, keys);
    await allow(own, site.url(MEASURED_SITE));
    const page = { devtools, sessionId: await devtools.openPage(site.url(MEASURED_SITE)) };
    await bringToFront(page);
    const signIns = await measureCalls({ own, page, credential: made.credential });
    const list = await repeated(RUNS.list, () => evaluate(own, measuredSend, [{ kind: 'all-keys' }]));
    return { keys, unlock, ...signIns, list, search: await measureSearch(own) };
  } finally {
    await browser.close();
  }
}

async function extensionIn(devtools: DevTools): Promise<string> {
  const { targetInfos } = await devtools.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  return `chrome-extension://${new URL(worker?.url ?? '').host}`;
}

async function measureUnlock(own: PageSession, keys: number): Promise<Series> {
  return repeated(RUNS.unlock, async () => {
    await evaluate(own, measuredSend, [{ kind: 'lock' }]);
    const ms = await evaluate(own, measuredSend, [{ kind: 'unlock', passphrase: PASSPHRASE }]);
    // The stores are compared beside it, which the next one should not wait for.
    await pause(1_000 + keys / 5);
    return ms;
  });
}

/** As *Don't ask again* does; the worker reads it when it starts. */
async function allow(own: PageSession, address: string): Promise<void> {
  await evaluate(own, writeStanding, [address]);
  await stopWorkers(own);
}

async function measureCalls({
  page,
  credential,
}: Pages): Promise<Pick<ScaleFigures, 'get' | 'coldGet' | 'create'>> {
  const get = () => evaluate(page, measuredGet, [credential], USER_GESTURE);
  await get();
  const warm = await repeated(RUNS.get, get);
  const coldGet = await repeated(RUNS.coldGet, async () => {
    await stopWorkers(page);
    await pause(COLD_PAUSE_MS);
    return get();
  });
  const create = await repeated(
    RUNS.create,
    async () => (await evaluate(page, measuredCreate, [], USER_GESTURE)).ms,
  );
  return { get: warm, coldGet, create };
}

async function repeated(runs: number, work: () => Promise<number>): Promise<Series> {
  const series: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    series.push(await work());
    await pause(PAUSE_MS);
  }
  return series;
}

function scaleTable(scale: ScaleFigures[]): string {
  const [smallest] = scale;
  const row = (name: string, of: (figures: ScaleFigures) => Series) => [
    name,
    ...scale.flatMap((figures) => [
      median(of(figures)).toFixed(2),
      (median(of(figures)) / median(of(smallest ?? figures))).toFixed(2),
    ]),
  ];
  return table([
    ['ms', ...scale.flatMap(({ keys }) => [`${keys} keys`, 'ratio'])],
    row('sign-in, warm', ({ get }) => get),
    row('sign-in, cold', ({ coldGet }) => coldGet),
    row('new key, warm', ({ create }) => create),
    row('unlock', ({ unlock }) => unlock),
    row('list of all keys, told to a page', ({ list }) => list),
    row('search in it, each letter', ({ search }) => search),
  ]);
}

// What follows runs in pages, each by itself.

async function writeStanding(address: string): Promise<void> {
  const until = Date.now() + 2 * 60 * 60_000;
  const { hostname, origin } = new URL(address);
  const id = `${hostname} ${origin} `;
  await chrome.storage.session.set({ [`standing.${id}`]: { id, rpId: hostname, origin, until } });
}

async function measuredSend(command: object): Promise<number> {
  const start = performance.now();
  const answer = await chrome.runtime.sendMessage(command);
  if (!answer.ok) throw new Error(answer.problem);
  return performance.now() - start;
}
