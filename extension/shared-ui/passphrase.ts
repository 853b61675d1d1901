/** Fewer characters than this are refused. */
export const SHORTEST_PASSPHRASE = 8;

/**
 * The passphrase as it is stretched. The same keys on another keyboard or system may produce another
 * sequence of code points; NFKC makes them one.
 */
export function normalised(typed: string): string {
  return typed.normalize('NFKC');
}

/** Counted in characters as a person counts them, not in UTF-16 units. */
export function isLongEnough(typed: string): boolean {
  return [...normalised(typed)].length >= SHORTEST_PASSPHRASE;
}
