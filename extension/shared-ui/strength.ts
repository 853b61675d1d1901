/** How hard a passphrase is to guess for someone who has a copy of the vault. */
export type Strength = 'weak' | 'fair' | 'good' | 'strong';

export const STRENGTHS: Strength[] = ['weak', 'fair', 'good', 'strong'];

/**
 * The level for a number of guesses, as a power of ten.
 *
 * Each guess costs the attacker one Argon2id run over 64 MiB. At ten thousand a second, 10^8 guesses take
 * three hours, 10^11 four months, 10^14 three centuries.
 */
export function strengthOf(guessesLog10: number): Strength {
  if (guessesLog10 < 8) return 'weak';
  if (guessesLog10 < 11) return 'fair';
  if (guessesLog10 < 14) return 'good';
  return 'strong';
}
