import { median, p95, type Series } from './statistics';
import { table } from './table';

/** A row of a comparison: ours against something else, measured in the same run. */
export type Row = { name: string; ours: Series; theirs: Series };

/** Medians and 95th percentiles of both, and their ratios, which are what to compare. */
export function comparisonTable(theirName: string, rows: Row[]): string {
  return table([
    ['', 'Xenon ms', 'p95', `${theirName} ms`, 'p95', 'ratio', 'p95', 'n'],
    ...rows.map(({ name, ours, theirs }) => [name, ...comparison(ours, theirs), String(ours.length)]),
  ]);
}

function comparison(ours: Series, theirs: Series): string[] {
  const ratio = (of: (series: Series) => number) => (of(ours) / of(theirs)).toFixed(2);
  return [...summary(ours), ...summary(theirs), ratio(median), ratio(p95)];
}

function summary(series: Series): string[] {
  return [median(series), p95(series)].map((ms) => ms.toFixed(2));
}
