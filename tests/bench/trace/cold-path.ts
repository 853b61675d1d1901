/** Everything that the worker does from its start to the end of its first answer, call by call. */

import { measuredCreate, measuredGet } from '../key-page';
import type { Part, Stage } from '../part';
import { pause } from '../pause';
import { table } from '../table';
import { type Ceremony, ceremoniesIn, STAGES } from './ceremony';
import { call, inMarkedBrowser, stopAndRest } from './marked-browser';
import { traced } from './timeline';

/** Milliseconds since the page called; `before`: the answer had not left yet. */
type Step = { at: number; ms: number; words: string; before: boolean };

export type Steps = Record<'coldGet' | 'warmGet' | 'warmCreate', Step[]>;

/** What is done when the worker has a moment, a second later, belongs to the call too. */
const REST_MS = 2_500;

export const coldPath: Part<Steps> = {
  name: 'cold-path',
  about: () => 'What the worker does in a cold get, and in warm calls',
  measure: measureSteps,
  report: ({ coldGet, warmGet, warmCreate }) =>
    [
      `What the worker does in one get after it was stopped\n${stepTable(coldGet)}`,
      `What it does in a warm get\n${stepTable(warmGet)}`,
      `What it does in a warm create\n${stepTable(warmCreate)}`,
    ].join('\n\n'),
};

function measureSteps(stage: Stage): Promise<Steps> {
  return inMarkedBrowser(stage, async (marked) => {
    const { devtools } = marked.page;
    const stepsOf = async (work: () => Promise<unknown>): Promise<Step[]> => {
      const timeline = await traced(devtools, async () => {
        await work();
        await pause(REST_MS);
      });
      return ceremoniesIn(timeline).flatMap(steps);
    };
    // The first worker of a session and a profile's first writes do more than any later one.
    await call(marked, measuredGet, [marked.id]);
    await pause(REST_MS);
    await stopAndRest(marked);
    const coldGet = await stepsOf(() => call(marked, measuredGet, [marked.id]));
    const warmGet = await stepsOf(() => call(marked, measuredGet, [marked.id]));
    const warmCreate = await stepsOf(() => call(marked, measuredCreate, []));
    return { coldGet, warmGet, warmCreate };
  });
}

function steps({ start, stages, spans }: Ceremony): Step[] {
  const answered = STAGES.slice(0, STAGES.indexOf('toPage')).reduce(
    (sum, stage) => sum + stages[stage],
    start,
  );
  return spans.map(({ from, to, words }) => ({
    at: from - start,
    ms: to - from,
    words,
    before: from < answered,
  }));
}

function stepTable(steps: Step[]): string {
  const rows = (before: boolean) =>
    steps
      .filter((step) => step.before === before)
      .map(({ at, ms, words }) => [at.toFixed(2), ms.toFixed(2), words]);
  const lines = table([
    ['at ms', 'ms', ''],
    ...rows(true),
    ['', '', '-- the reply leaves --'],
    ...rows(false),
  ]);
  return lines;
}
