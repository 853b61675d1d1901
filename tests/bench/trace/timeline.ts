/** Chromium's own trace of the marks that were set: one clock for all processes, and finer than a page's. */
import type { DevTools } from '../devtools';
import { traceEvents } from '../tracing';

/** Milliseconds on the clock of the trace. */
export type Moment = { at: number; words: string };
/** What took time; one that had not ended when the trace did has no end. */
export type Span = { from: number; to: number; words: string };
export type Timeline = { moments: Moment[]; spans: Span[] };

type TraceEvent = { name: string; ts: number };

/** Traces the browser while `work` is done. */
export async function traced(devtools: DevTools, work: () => Promise<void>): Promise<Timeline> {
  return timelineOf(await traceEvents<TraceEvent>(devtools, 'blink.user_timing', work));
}

function timelineOf(events: TraceEvent[]): Timeline {
  const marks = events
    .filter(({ name }) => name.startsWith('xenon '))
    .map(({ name, ts }) => ({ at: ts / 1000, words: name.slice('xenon '.length) }))
    .sort((a, b) => a.at - b.at);
  const moments = marks
    .filter(({ words }) => words.startsWith('|'))
    .map(({ at, words }) => ({ at, words: words.slice(2) }));
  return { moments, spans: spansOf(marks) };
}

/** A worker that starts anew counts anew. */
function spansOf(marks: Moment[]): Span[] {
  const spans: Span[] = [];
  const open = new Map<string, Span>();
  for (const { at, words } of marks) {
    const [sign, id = '', ...rest] = words.split(' ');
    if (sign === '>') {
      const span = { from: at, to: Number.POSITIVE_INFINITY, words: rest.join(' ') };
      spans.push(span);
      open.set(id, span);
    }
    const ended = sign === '<' ? open.get(id) : undefined;
    if (ended) ended.to = at;
  }
  return spans;
}
