/** What Xenon costs a page that never asks for a key: the renderer's main thread while it loads, with and without. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, startBrowser } from './browser';
import type { DevTools } from './devtools';
import { mainThreads } from './main-threads';
import type { Part, Stage } from './part';
import { pause } from './pause';
import { median, type Series } from './statistics';
import { table } from './table';
import { traceEvents } from './tracing';

const FRAMES = [0, 1, 10];

/** The most that a page with ten frames may cost more than without. */
const BUDGET = 1.1;

/** Milliseconds of the main thread's own CPU time for one load. */
type Load = { frames: number; xenon: Series; without: Series };

export type Pages = { loads: Load[]; scripts: { file: string; bytes: number; evaluated: Series }[] };

const SCRIPTS = ['content-script/content-script.js', 'page-door/page-door.js'];

export const pages: Part<Pages> = {
  name: 'pages',
  about: ({ runs }) => `Pages with ${FRAMES.join(', ')} frames, ${loadsFor(runs)} loads of each by turns`,
  measure: measurePages,
  report: ({ loads, scripts }) =>
    [
      `Main-thread CPU of a page's renderer while it loads; the budget is ${BUDGET} with 10 frames`,
      loadTable(loads),
      '\nThe two scripts, in each document',
      table([
        ['', 'bytes', 'evaluated ms', 'n'],
        ...scripts.map(({ file, bytes, evaluated }) => [
          file,
          bytes.toLocaleString('en-US'),
          median(evaluated).toFixed(2),
          String(evaluated.length),
        ]),
      ]),
    ].join('\n'),
};

const loadsFor = (runs: number) => Math.max(20, Math.ceil(runs / 4));

async function measurePages({ xenon, site, choices }: Stage): Promise<Pages> {
  const [ours, plain] = [await startBrowser([xenon]), await startBrowser()];
  try {
    const loads: Load[] = [];
    for (const frames of FRAMES) {
      const address = `${site.url('page')}?frames=${frames}`;
      loads.push({ frames, ...(await loadedByTurns(ours, plain, address, loadsFor(choices.runs))) });
    }
    const scripts = await measureScripts(ours.devtools, xenon, `${site.url('page')}?frames=10`);
    return { loads, scripts };
  } finally {
    await plain.close();
    await ours.close();
  }
}

async function loadedByTurns(ours: Browser, plain: Browser, address: string, loads: number) {
  const tabs = { xenon: await loader(ours.devtools), without: await loader(plain.devtools) };
  const series = { xenon: [] as number[], without: [] as number[] };
  for (let load = 0; load <= loads; load += 1) {
    const [xenon, without] = [await tabs.xenon.load(address), await tabs.without.load(address)];
    // The first of each begins with caches that are empty.
    if (load === 0) continue;
    series.xenon.push(xenon);
    series.without.push(without);
  }
  for (const { close } of Object.values(tabs)) await close();
  return series;
}

/** What a page does when it has loaded belongs to its load. */
const REST_MS = 150;

/** A tab that loads addresses, and tells the milliseconds of the renderers' main threads for each. */
async function loader(devtools: DevTools) {
  const sessionId = await devtools.openPage('about:blank');
  await devtools.send('Page.enable', {}, sessionId);
  const load = async (url: string): Promise<number> => {
    const before = await mainThreads(devtools);
    const isLoaded = (event: { method: string; sessionId?: string }) =>
      event.method === 'Page.loadEventFired' && event.sessionId === sessionId;
    const loaded = devtools.next(isLoaded, `Loading ${url}`);
    await devtools.send('Page.navigate', { url }, sessionId);
    await loaded;
    await pause(REST_MS);
    const after = await mainThreads(devtools);
    return [...after].reduce((sum, [id, ms]) => sum + ms - (before.get(id) ?? 0), 0);
  };
  return { load, close: () => devtools.send('Page.close', {}, sessionId) };
}

type TraceEvent = { name: string; tdur?: number; dur?: number; args: { data?: { url?: string } } };

/** Chromium's own note of each evaluation, in CPU time of the thread. */
async function measureScripts(devtools: DevTools, xenon: string, address: string): Promise<Pages['scripts']> {
  const events = await traceEvents<TraceEvent>(devtools, 'devtools.timeline', async () => {
    for (let load = 0; load < 5; load += 1) {
      await devtools.send('Page.close', {}, await devtools.openPage(address));
    }
  });
  return SCRIPTS.map((file) => ({
    file,
    bytes: statSync(join(xenon, file)).size,
    evaluated: events
      .filter((event) => isEvaluation(event, file))
      .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000),
  }));
}

function isEvaluation({ name, args }: TraceEvent, file: string): boolean {
  return name === 'EvaluateScript' && args.data?.url?.endsWith(file) === true;
}

function loadTable(loads: Load[]): string {
  return table([
    ['frames', 'Xenon ms', 'without ms', 'ratio', 'more for each document ms', 'n'],
    ...loads.map(({ frames, xenon, without }) => [
      String(frames),
      median(xenon).toFixed(2),
      median(without).toFixed(2),
      (median(xenon) / median(without)).toFixed(2),
      ((median(xenon) - median(without)) / (frames + 1)).toFixed(2),
      String(xenon.length),
    ]),
  ]);
}
