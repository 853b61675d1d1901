/**
 * What Xenon's own pages may ask of the worker. Accepted only from this extension's pages.
 *
 * Each command is one `runtime.sendMessage` and gets one {@link Answer}. The approval window also
 * holds a port, over which the worker tells it what to show whenever that changes.
 */

/** Names one waiting ceremony; the approval window has it in its URL's fragment. */
export type CeremonyId = string;

/** Names one stored credential: the record's id in hex. */
export type KeyId = string;

export type FromUser =
  // The vault
  | { kind: 'vault-state' }
  | { kind: 'create-vault'; passphrase: string; ceremony?: CeremonyId }
  /** Unlocks; given in a ceremony's window it also verifies the user for that ceremony. */
  | { kind: 'unlock'; passphrase: string; ceremony?: CeremonyId }
  | { kind: 'lock' }
  // A ceremony
  | { kind: 'verify'; ceremony: CeremonyId; passphrase: string }
  | { kind: 'approve'; ceremony: CeremonyId; account?: KeyId; remember: boolean }
  | { kind: 'deny'; ceremony: CeremonyId }
  | { kind: 'use-another-device'; ceremony: CeremonyId }
  // The popup and the list of keys
  | { kind: 'site-overview'; tabId: number }
  | { kind: 'show-waiting'; ceremony: CeremonyId }
  | { kind: 'all-keys' }
  | { kind: 'unhide-key'; key: KeyId }
  | { kind: 'delete-key'; key: KeyId };

/** Why a command was not carried out. */
export type UserProblem =
  | 'wrong-passphrase'
  | 'passphrase-too-short'
  | 'vault-locked'
  | 'vault-exists'
  | 'vault-missing'
  | 'vault-damaged'
  | 'storage-failed'
  | 'ceremony-ended'
  | 'not-verified'
  | 'failed';

/** What each command answers when it succeeds. */
export type AnswerTo = {
  'vault-state': { vault: VaultState };
  'create-vault': Done;
  unlock: Done;
  lock: Done;
  verify: Done;
  approve: Done;
  deny: Done;
  'use-another-device': Done;
  'site-overview': SiteOverview;
  'show-waiting': Done;
  'all-keys': { keys: KeySummary[] };
  'unhide-key': Done;
  'delete-key': Done;
};
export type Done = Record<never, never>;

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: UserProblem };

/** `damaged`: something says that a vault exists, but it cannot be read. Never shown as a first run. */
export type VaultState = 'absent' | 'locked' | 'unlocked' | 'damaged';

export type SiteOverview = {
  vault: VaultState;
  /** The tab's site, or nothing where Xenon cannot act (browser pages, files, the web store). */
  origin?: string;
  /** Empty while locked. */
  keys: KeySummary[];
  waiting: WaitingRequest[];
};

export type WaitingRequest = { ceremony: CeremonyId; kind: 'create' | 'get'; rpId: string; origin: string };

/** Times are milliseconds since 1970. */
export type KeySummary = {
  key: KeyId;
  rpId: string;
  rpName: string;
  userName: string;
  userDisplayName: string;
  createdAt: number;
  lastUsedAt?: number;
  /** Its name in the COSE registry, such as `ES256`. */
  algorithm: string;
  discoverable: boolean;
  /** Its site has said that it does not take it: it answers only once the user has un-hidden it. */
  hidden: boolean;
};

/** The name of the approval window's port is this, then the ceremony's id. */
export const APPROVAL_PORT = 'approval:';

/** Approval window to worker, over its port, every 20 s: so that Chrome does not stop the worker. */
export type ApprovalPing = { kind: 'ping' };

/** Worker to approval window, over its port: what to show now. */
export type ApprovalView =
  | { show: 'question'; question: Question }
  /** Approved: the page is being told. */
  | { show: 'delivering' }
  /** The page has received the answer. The window closes itself shortly after. */
  | { show: 'success'; kind: 'create' | 'get'; rpId: string }
  /** Nothing is left to decide. */
  | { show: 'ended'; because: EndedBecause };

export type EndedBecause =
  | 'denied'
  | 'page-left'
  | 'page-aborted'
  | 'timeout'
  | 'handed-to-browser'
  | 'storage-failed'
  /** Creation, after the user approved: the site excludes a key that is here already. */
  | 'key-exists'
  | 'failed'
  | 'unknown';

export type Question = {
  kind: 'create' | 'get';
  vault: VaultState;
  rpId: string;
  /** The asking frame's origin. */
  origin: string;
  /** The top-level page's origin, when it is another site's. */
  topOrigin?: string;
  /** What the site calls itself: untrusted, shown second to the RP ID. Creation only. */
  rpName?: string;
  /** For whom the key will be. Creation only. */
  user?: { name: string; displayName: string };
  /** The keys that can answer, most recently used first. Sign-in only; empty while locked. */
  accounts: Account[];
  verification: 'required' | 'preferred' | 'discouraged';
  /** The user was verified in this ceremony, and that still counts. */
  verified: boolean;
  /** Whether *Don't ask again on this site for 3 hours* may be offered. */
  mayRemember: boolean;
};

export type Account = {
  key: KeyId;
  userName: string;
  userDisplayName: string;
  lastUsedAt?: number;
  /** This key answers only for a verified user, whatever the site asks for. */
  needsVerification?: boolean;
};
