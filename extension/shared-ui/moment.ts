import { once } from './once';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 60 * 60_000],
  ['month', 30 * 24 * 60 * 60_000],
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
];

/** How long ago, in words: "3 days ago", "yesterday", "now". */
export function howLongAgo(time: number, now: number, language: string): string {
  const words = agoIn(language);
  const past = Math.max(0, now - time);
  for (const [unit, length] of STEPS) {
    if (past >= length) return words.format(-Math.floor(past / length), unit);
  }
  return words.format(0, 'second');
}

/** The day, as the language writes it. */
export function dayOf(time: number, language: string): string {
  return daysIn(language).format(time);
}

// A format takes longer to make than to use, and a list uses it for each row.
const agoIn = once((language: string) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
const daysIn = once((language: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));
