/**
 * Where Xenon differs from Chromium with its own virtual authenticator, and why. Nothing else may differ,
 * and what no longer differs has to go from here.
 */
export type Allowed = {
  /** The member of what a call came to, as a pattern. */
  member: RegExp;
  /** The calls, by a pattern of their names. */
  cases: RegExp;
  because: string;
};

export const ALLOWED: Allowed[] = [];
