/**
 * Where Xenon differs from Chromium with its own virtual authenticator, and why. Nothing else may differ,
 * and what no longer differs has to go from here.
 */
import type { Door } from '../doors/door';

export type Allowed = {
  /** The member of what a call came to, as a pattern. */
  member: RegExp;
  /** The calls, by a pattern of their names. */
  cases: RegExp;
  /** The one door at which it differs; without it, at both. */
  at?: Door;
  because: string;
};

const ANY = /^/;

export const ALLOWED: Allowed[] = [
  {
    member: /^response\.counter$/,
    cases: ANY,
    because: 'A vault may be restored from a copy, and a counter that falls back would lock its user out.',
  },
  {
    member: /^response\.flags\.BE$/,
    cases: ANY,
    because:
      'A vault can be copied, unless its user wants a key to stay. The virtual authenticator cannot be.',
  },
  {
    member: /^response\.flags\.UV$/,
    cases: ANY,
    because: 'A standing approval verifies nobody. The virtual authenticator has verified its user for good.',
  },
  {
    member: /^response\.flags\.ED$/,
    cases: ANY,
    because: 'Chromium asks its authenticators for credProtect unasked; no site reads it.',
  },
  {
    member: /^value\.\d+(\.2)?\.[34]$/,
    cases: /stand where they stood$/,
    at: 'page',
    because:
      'The text of a Proxy has no name in it. Only a changed Function.prototype.toString could add it.',
  },
  {
    member: ANY,
    cases: /^22\. a list of unknown types/,
    because: 'By the specification it names no key. Chromium takes it for an empty list.',
  },
  {
    member: /userHandle$|^response\.members\.2$/,
    cases: /^22\. a key that is not discoverable, by its id$/,
    because: 'Xenon knows the account of every key, and the specification lets it say so.',
  },
  {
    member: ANY,
    cases: /^22\. transports do not matter$/,
    because:
      'A vault may have been moved from a device of another kind: ids decide, as lessons of others tell.',
  },
  {
    member: /^response\.format$/,
    cases: /^37\. attestation: enterprise$/,
    because: 'Nobody has permitted it, so there is none. The virtual authenticator gives what it has.',
  },
  {
    member: /\.appidExclude$|^order\.0$/,
    cases: /^48\. appidExclude that is the origin$|^49\. everything at once at creation$/,
    at: 'page',
    because: 'By the specification the output is true. Chromium gives none.',
  },
  {
    member: ANY,
    cases: /^26\. a time-out of 0$/,
    because: 'The specification wants at least five minutes; only the virtual authenticator ends at once.',
  },
];
