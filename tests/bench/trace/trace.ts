/** Where the time of a call goes, from the page to the worker and back. */
import type { Enrolled } from '../first-key';
import { measuredCreate, measuredGet } from '../key-page';
import type { Stage as BenchStage, Part } from '../part';
import { pause } from '../pause';
import { median } from '../statistics';
import { table } from '../table';
import { type Ceremony, ceremoniesIn, STAGES, type Stage, WORKS, type Work } from './ceremony';
import { call, inMarkedBrowser, stopAndRest } from './marked-browser';
import { traced } from './timeline';

type Kind = 'get' | 'create' | 'coldGet';
type Lengths = Pick<Ceremony, 'stages' | 'work'>;

export type Traces = Record<Kind, Lengths[]>;

/** What a call leaves to be done after its answer must not be billed to the next one. */
const PAUSE_MS = 25;

const KINDS: Record<Kind, string> = { get: 'get', create: 'create', coldGet: 'cold get' };

const STAGE_NAMES: Record<Stage, string> = {
  door: "page door: from the page's call",
  toScript: 'to the content script',
  toWorker: 'to the worker, and its start where it is cold',
  worker: 'worker: from the request to the reply',
  toPage: 'to the content script',
  page: "content script, page door: to the page's promise",
};

const WORK_NAMES: Record<Work, string> = {
  engine: 'engine (wasm)',
  durableWrite: 'IndexedDB written and flushed',
  mirrorWrite: 'storage.local written',
  sessionWrite: 'storage.session written',
  reads: 'storage read',
  engineLoad: 'wasm fetched, compiled, instantiated',
  others: 'everything else',
};

export const trace: Part<Traces> = {
  name: 'trace',
  about: ({ runs }) => `Where the time goes, ${runsOf(runs)} of each`,
  measure: measureTrace,
  report: (traces) =>
    `Where the time goes: medians in ms, of calls that a trace observes and so slows down\n${traceTable(traces)}`,
};

const runsOf = (runs: number) => Math.max(20, Math.ceil(runs / 4));

function measureTrace(stage: BenchStage): Promise<Traces> {
  const runs = runsOf(stage.choices.runs);
  return inMarkedBrowser(stage, async (marked) => {
    await call(marked, measuredGet, [marked.id]);
    return {
      get: await repeated(marked, runs, () => call(marked, measuredGet, [marked.id])),
      create: await repeated(marked, runs, () => call(marked, measuredCreate, [])),
      coldGet: await repeated(marked, Math.ceil(runs / 3), async () => {
        await stopAndRest(marked);
        await call(marked, measuredGet, [marked.id]);
      }),
    };
  });
}

async function repeated(
  { page: { devtools } }: Enrolled,
  runs: number,
  work: () => Promise<unknown>,
): Promise<Lengths[]> {
  const timeline = await traced(devtools, async () => {
    for (let run = 0; run < runs; run += 1) {
      await work();
      await pause(PAUSE_MS);
    }
  });
  return ceremoniesIn(timeline).map(({ stages, work }) => ({ stages, work }));
}

function traceTable(traces: Traces): string {
  const kinds = Object.keys(KINDS) as Kind[];
  const row = (name: string, of: (one: Lengths) => number) => [
    name,
    ...kinds.flatMap((kind) => {
      const ms = median(traces[kind].map(of));
      return [ms.toFixed(2), `${Math.round((100 * ms) / median(traces[kind].map(wholeOf)))} %`];
    }),
  ];
  return table([
    ['', ...kinds.flatMap((kind) => [KINDS[kind], ''])],
    row('all', wholeOf),
    ...STAGES.flatMap((stage) => [
      row(STAGE_NAMES[stage], ({ stages }) => stages[stage]),
      ...(stage === 'worker'
        ? WORKS.map((kind) => row(`  ${WORK_NAMES[kind]}`, ({ work }) => work[kind]))
        : []),
    ]),
  ]);
}

function wholeOf({ stages }: Lengths): number {
  return STAGES.reduce((sum, stage) => sum + stages[stage], 0);
}
