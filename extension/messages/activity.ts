/** The activity log: what became of the requests of sites, as it is kept and shown. */
import type { CeremonyKind } from './ceremony-kind';

export type ActivityEntry = {
  /** When it ended; milliseconds since 1970. */
  at: number;
  kind: CeremonyKind;
  /** What the site asked for: an RP ID or an AppID; its own host where it named none. */
  rpId: string;
  /** The asking frame's origin. */
  origin: string;
  /** The top-level page's origin, when it is another site's. */
  topOrigin?: string;
  /** The account's name, where it is known. */
  account?: string;
  /** Why nobody was asked. */
  consent?: Consent;
  result: ActivityResult;
  /** Where Xenon gave no credential. */
  because?: ActivityReason;
};

/** `browser`: the browser went on with it. */
export const ACTIVITY_RESULTS = ['done', 'failed', 'browser'] as const;
export type ActivityResult = (typeof ACTIVITY_RESULTS)[number];

/** `standing`: *Don't ask again*. `just-approved`: the site added a key after an approval. */
export const CONSENTS = ['standing', 'just-approved'] as const;
export type Consent = (typeof CONSENTS)[number];

export const ACTIVITY_REASONS = [
  // The user decided so.
  'denied',
  'another-device',
  // The page did.
  'page-left',
  'page-aborted',
  'timeout',
  // It lies in what the site asked for.
  'rp-id',
  'app-id',
  'caller',
  'user-handle',
  'algorithm',
  'extension',
  'u2f-version',
  'u2f-malformed',
  'too-many-windows',
  'cannot-verify',
  // It lies in the keys that are here.
  'no-key',
  'key-exists',
  // Something is broken.
  'storage-failed',
  'failed',
] as const;
export type ActivityReason = (typeof ACTIVITY_REASONS)[number];
