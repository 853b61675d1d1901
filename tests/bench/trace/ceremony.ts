/** One call of the page on the timeline: its stages one after another, and what the worker did in its stage. */
import type { Span, Timeline } from './timeline';

/** What a call went through. Milliseconds since the page called. */
export type Ceremony = {
  start: number;
  stages: Record<Stage, number>;
  work: Record<Work, number>;
  spans: Span[];
};

export const STAGES = ['door', 'toScript', 'toWorker', 'worker', 'toPage', 'page'] as const;
export type Stage = (typeof STAGES)[number];

/** What the worker waits for or computes, told apart by the words of its spans; the first that fits counts. */
const WORK = {
  engine: /^wasm /,
  durableWrite: /^IndexedDB readwrite/,
  mirrorWrite: /^storage\.local\.(set|remove)/,
  sessionWrite: /^storage\.session\.(set|remove)/,
  engineLoad: /^engine |^fetch /,
  reads: /^storage\.\w+\.get|^IndexedDB (readonly|open)/,
} as const;
export type Work = keyof typeof WORK | 'others';

export const WORKS: Work[] = [...(Object.keys(WORK) as (keyof typeof WORK)[]), 'others'];

/** Every call of the page that has its answer. `Spans` go on to the next call's beginning. */
export function ceremoniesIn({ moments, spans }: Timeline): Ceremony[] {
  const calls = moments.filter(({ words }) => words === 'page calls');
  return calls.flatMap(({ at: start }, index) => {
    const next = calls[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const own = moments.filter(({ at }) => at >= start && at < next);
    const times = stageTimes(own.map(({ at, words }) => ({ at, words })));
    if (!times) return [];
    const within = spans.filter(({ from }) => from >= start && from < next);
    const [hears, answers] = [times[3] as number, times[4] as number];
    return [{ start, stages: stagesOf(times), work: workOf(within, hears, answers), spans: within }];
  });
}

const MARKS = [
  /^page calls/,
  /^door sends/,
  /^script sends/,
  /^worker hears (create|get)/,
  /^worker answers/,
  /^script hears/,
  /^page has it/,
];

/** When each of the marks was passed for the first time, or nothing if one is missing. */
function stageTimes(moments: Timeline['moments']): number[] | undefined {
  const times = MARKS.map((mark) => moments.find(({ words }) => mark.test(words))?.at);
  return times.every((time) => time !== undefined) ? (times as number[]) : undefined;
}

function stagesOf(times: number[]): Record<Stage, number> {
  const lengths = STAGES.map((stage, at) => [stage, (times[at + 1] ?? 0) - (times[at] ?? 0)]);
  return Object.fromEntries(lengths);
}

/** Each moment of the worker's stage counts for the first kind of work that was under way. */
function workOf(spans: Span[], from: number, to: number): Record<Work, number> {
  const edges = [from, to, ...spans.flatMap((span) => [span.from, span.to])];
  const cuts = [...new Set(edges)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  const work = Object.fromEntries(WORKS.map((kind) => [kind, 0])) as Record<Work, number>;
  for (const [index, at] of cuts.slice(0, -1).entries()) {
    const active = spans.filter((span) => span.from <= at && span.to > at);
    work[kindOf(active)] += (cuts[index + 1] ?? at) - at;
  }
  return work;
}

function kindOf(active: Span[]): Work {
  for (const [kind, pattern] of Object.entries(WORK))
    if (active.some(({ words }) => pattern.test(words))) return kind as Work;
  return 'others';
}
