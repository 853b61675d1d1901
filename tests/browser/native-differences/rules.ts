/**
 * The rules for a WebAuthn client that are easy to get wrong, by number: 1-8 entry, order and shape, 9-13
 * origins and RP IDs, 14-17 frames, 18-29 options, 30-33 errors, 34-43 outputs, 44-50 extensions, 51-56
 * what a site asks first. Each is said in the names of its cases.
 */
export const RULES = 56;

/** Rules that one call in two browsers cannot show, and who looks after them. */
export const ELSEWHERE: Record<number, string> = {
  29: 'A new key takes the place of the account’s old one: the ceremonies’ own tests.',
  32: 'Nothing can be told from how long it takes: no test measures time.',
  36: 'The signature counter is the vault’s.',
};
