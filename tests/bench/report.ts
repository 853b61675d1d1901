import type { Calls } from './calls';
import type { Machine } from './machine';
import type { ScaleFigures } from './scale';
import type { Size } from './sizes';
import { median, p95, type Series } from './statistics';
import { table } from './table';
import type { Windows } from './windows';

export type Figures = {
  machine: Machine;
  calls: Calls;
  windows: Windows;
  scale: ScaleFigures[];
  sizes: Size[];
};

/** The figures for people. Ratios of one run are what to compare; milliseconds are this machine's. */
export function report({ machine, calls, windows, scale, sizes }: Figures): string {
  return [
    `${machine.date}: ${machine.browser}, ${machine.cores} cores (${machine.processor}), ${machine.memoryGib} GiB`,
    `Warm, behind a standing approval, against Chromium's virtual authenticator\n${warmTable(calls)}`,
    `Cold: the first call after the worker was stopped, against a worker that only echoes\n${coldTable(calls)}`,
    `From the page's call to the question, against an empty page in a window\n${windowTable(windows)}`,
    `Against the number of keys in the vault\n${scaleTable(scale)}`,
    sizeTable(sizes),
  ].join('\n\n');
}

/** The same for programs: every value that was measured, in milliseconds, and the sizes in bytes. */
export function asJson(figures: Figures): string {
  return `${JSON.stringify(figures, (_, value) => (typeof value === 'number' ? rounded(value) : value), 1)}\n`;
}

function warmTable({ create, get }: Calls): string {
  const row = (name: string, { xenon, chromium }: Calls['get']) => [
    name,
    ...comparison(xenon, chromium),
    String(xenon.length),
  ];
  return table([
    ['', 'Xenon ms', 'p95', 'Chromium ms', 'p95', 'ratio', 'p95', 'n'],
    row('create', create),
    row('get', get),
  ]);
}

function coldTable({ cold }: Calls): string {
  return table([
    ['', 'Xenon ms', 'p95', 'echo ms', 'p95', 'ratio', 'p95', 'n'],
    ['create', ...comparison(cold.create, cold.echo), String(cold.create.length)],
    ['get', ...comparison(cold.get, cold.echo), String(cold.get.length)],
  ]);
}

function windowTable({ shown, armed, empty }: Windows): string {
  return table([
    ['', 'Xenon ms', 'p95', 'empty ms', 'p95', 'ratio', 'p95', 'n'],
    ['question shown', ...comparison(shown, empty), String(shown.length)],
    ['Approve armed', ...comparison(armed, empty), String(armed.length)],
  ]);
}

/** The ratio is to the smallest vault. */
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
    row('list of all keys', ({ list }) => list),
    row('unlock', ({ unlock }) => unlock),
  ]);
}

function comparison(ours: Series, theirs: Series): string[] {
  const ratio = (of: (series: Series) => number) => (of(ours) / of(theirs)).toFixed(2);
  return [...summary(ours), ...summary(theirs), ratio(median), ratio(p95)];
}

function summary(series: Series): string[] {
  return [median(series), p95(series)].map((ms) => ms.toFixed(2));
}

function sizeTable(sizes: Size[]): string {
  const number = (bytes: number) => bytes.toLocaleString('en-US');
  const rows = sizes.map(({ file, raw, gzip, brotli }) => [file, ...[raw, gzip, brotli].map(number)]);
  return table([['File of dist/', 'bytes', 'gzip', 'brotli'], ...rows]);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
