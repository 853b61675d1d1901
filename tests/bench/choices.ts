import { parseArgs } from 'node:util';

/** What the command line says: how much is measured. */
export type Choices = {
  /** Calls of each kind. */
  runs: number;
  /** Sizes of vaults; they ascend. */
  keys: number[];
  tabs: number;
  frames: number;
  ceremonies: number;
};

const FEWEST_RUNS = 20;

const DEFAULTS = { runs: '200', keys: '10,1000,10000', tabs: '40', frames: '10', ceremonies: '10000' };

/** The choices, and the names of the parts that are wanted; or a sentence that says what is wrong. */
export function chosen(names: string[]): { choices: Choices; only: string[] } | { fault: string } {
  const { only, keys, ...values } = wordsOf(names);
  const choices = {
    runs: Number(values.runs),
    keys: keys.split(',').map(Number),
    tabs: Number(values.tabs),
    frames: Number(values.frames),
    ceremonies: Number(values.ceremonies),
  };
  const unknown = only.split(',').find((name) => !names.includes(name));
  if (unknown !== undefined) return { fault: `--only wants some of ${names.join(',')}.` };
  const fault = faultOf(choices);
  return fault ? { fault } : { choices, only: only.split(',') };
}

function wordsOf(names: string[]) {
  const option = (value: string) => ({ type: 'string' as const, default: value });
  const { values } = parseArgs({
    options: {
      only: option(names.join(',')),
      runs: option(DEFAULTS.runs),
      keys: option(DEFAULTS.keys),
      tabs: option(DEFAULTS.tabs),
      frames: option(DEFAULTS.frames),
      ceremonies: option(DEFAULTS.ceremonies),
    },
  });
  return values;
}

function faultOf({ runs, keys, ...counts }: Choices): string | undefined {
  if (!Number.isInteger(runs) || runs < FEWEST_RUNS) return `--runs wants a number from ${FEWEST_RUNS} on.`;
  const isAscending = keys.every((size, at) => Number.isInteger(size) && size > (keys[at - 1] ?? 0));
  if (!isAscending) return '--keys wants numbers that ascend.';
  const wrong = Object.entries(counts).find(([, count]) => !Number.isInteger(count) || count < 1);
  return wrong && `--${wrong[0]} wants a number from 1 on.`;
}
