/** Milliseconds of one thing, measured again and again. */
export type Series = readonly number[];

export const median = (series: Series): number => quantile(series, 0.5);

export const p95 = (series: Series): number => quantile(series, 0.95);

/** The nearest-rank quantile: always a value that was measured. */
function quantile(series: Series, share: number): number {
  const sorted = [...series].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
