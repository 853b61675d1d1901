/**
 * What Xenon's own pages may ask of the worker. Accepted only from this extension's pages.
 *
 * Each command is one `runtime.sendMessage` and gets one {@link Answer}. The approval window also
 * holds a port, over which the worker tells it what to show whenever that changes.
 */

import type { ActivityEntry } from './activity';
import type { CeremonyKind } from './ceremony-kind';
import type { Neighbour, Presence, SiteDecisions, SiteRule, StandingId } from './sites';

/** Names one waiting ceremony; the approval window has it in its URL's fragment. */
export type CeremonyId = string;

/** Names one stored credential: the record's id in hex. */
export type KeyId = string;

export type FromUser =
  // The vault
  | { kind: 'vault-state' }
  /** From now on, the keys that are there count as all of them. */
  | { kind: 'accept-damage' }
  | { kind: 'create-vault'; passphrase: string; ceremony?: CeremonyId }
  /** Unlocks; given in a ceremony's window it also verifies the user for that ceremony. */
  | { kind: 'unlock'; passphrase: string; ceremony?: CeremonyId }
  | { kind: 'lock' }
  /** Opens a vault whose passphrase is forgotten, and gives it another one. */
  | { kind: 'recover'; code: string; passphrase: string; ceremony?: CeremonyId }
  | { kind: 'unlock-with-os'; evaluated: OsEvaluated; ceremony?: CeremonyId }
  // How it opens and closes; whatever opens it from now on needs the passphrase
  | { kind: 'security-state' }
  | { kind: 'set-auto-lock'; after: AutoLock }
  | { kind: 'change-passphrase'; passphrase: string; newPassphrase: string }
  /** The passphrase is known to somebody else: everything that is stored gets another key. */
  | { kind: 'reencrypt'; passphrase: string; newPassphrase: string }
  | { kind: 'reencryption-progress' }
  | { kind: 'new-recovery-code' }
  | { kind: 'add-recovery-code'; passphrase: string; code: string }
  | { kind: 'remove-recovery-code' }
  | { kind: 'set-pin'; passphrase: string; pin: string }
  | { kind: 'remove-pin' }
  | { kind: 'add-os-unlock'; passphrase: string; evaluated: OsEvaluated }
  | { kind: 'remove-os-unlock'; credentialId: string }
  // A ceremony
  | { kind: 'verify'; ceremony: CeremonyId; passphrase: string }
  | { kind: 'verify-with-pin'; ceremony: CeremonyId; pin: string }
  /** Also the popup's yes to a sign-in that waits there. `deviceBound` is about a new key only. */
  | { kind: 'approve'; ceremony: CeremonyId; account?: KeyId; remember: boolean; deviceBound?: boolean }
  | { kind: 'deny'; ceremony: CeremonyId }
  | { kind: 'use-another-device'; ceremony: CeremonyId }
  // The popup and the list of keys
  | { kind: 'site-overview'; tabId: number }
  | { kind: 'show-waiting'; ceremony: CeremonyId }
  /** The user has read that this key was added. */
  | { kind: 'added-key-seen'; key: KeyId }
  | { kind: 'all-keys' }
  | { kind: 'unhide-key'; key: KeyId }
  /** The user's own name for a key; an empty one takes it away. */
  | { kind: 'label-key'; key: KeyId; label: string }
  | { kind: 'delete-key'; key: KeyId }
  | { kind: 'deleted-keys' }
  /** `beside`: the user knows that the account has another key by now. */
  | { kind: 'restore-key'; key: KeyId; beside?: boolean }
  | { kind: 'delete-for-good'; key: KeyId }
  // Backups; `file` is base64
  | { kind: 'backup-state' }
  /** The file's passphrase is the vault's, unless it gets one of its own. */
  | { kind: 'make-backup'; passphrase: string; filePassphrase?: string }
  /** The file with these keys was saved: they are in a backup. */
  | { kind: 'backup-saved'; keys: KeyId[]; madeAt: number }
  | { kind: 'open-backup'; file: string; passphrase: string }
  /** Restores what is not here or older here; with `deleted` also what was deleted here. */
  | { kind: 'restore-backup'; file: string; passphrase: string; deleted: boolean }
  // The activity log
  | { kind: 'activity' }
  | { kind: 'clear-activity' }
  // What was decided for single sites
  | { kind: 'site-decisions' }
  /** `site` is a host or an address; without a rule, Xenon answers there again. */
  | { kind: 'set-site-rule'; site: string; rule?: SiteRule }
  | { kind: 'end-standing'; standing: StandingId }
  /** From now on it stands until the browser closes. */
  | { kind: 'keep-standing'; standing: StandingId }
  // The settings
  | { kind: 'settings' }
  | { kind: 'change-settings'; settings: Settings }
  // The exclusive door
  | { kind: 'exclusive-door' }
  | { kind: 'switch-exclusive-door'; on: boolean }
  /** One of our pages is about to ask the browser itself. */
  | { kind: 'let-browser-answer' }
  | { kind: 'browser-has-answered' };

/** Why a command was not carried out. */
export type UserProblem =
  | 'wrong-passphrase'
  /** Not even looked at: too many were wrong before. */
  | 'too-many-guesses'
  | 'passphrase-too-short'
  /** It was to be another one. */
  | 'same-passphrase'
  | 'wrong-recovery-code'
  | 'mistyped-recovery-code'
  | 'wrong-pin'
  /** Too many were wrong: the PIN is off until the passphrase is given. */
  | 'pin-off'
  | 'bad-pin'
  /** The computer's own unlock opens the vault no more. */
  | 'wrong-os-secret'
  | 'vault-locked'
  | 'vault-exists'
  | 'vault-missing'
  | 'vault-damaged'
  | 'storage-failed'
  | 'ceremony-ended'
  | 'not-verified'
  /** A deleted key's account has another key by now. */
  | 'account-has-key'
  | 'not-a-backup'
  | 'backup-unknown-version'
  | 'backup-damaged'
  /** No host could be read from what was typed. */
  | 'not-a-site'
  | 'failed';

/** What each command answers when it succeeds. */
export type AnswerTo = {
  'vault-state': { vault: VaultState; damage?: VaultDamage };
  'accept-damage': Done;
  'create-vault': Done;
  unlock: Done;
  lock: Done;
  recover: Done;
  'unlock-with-os': Done;
  'security-state': SecurityState;
  'set-auto-lock': Done;
  'change-passphrase': Done;
  reencrypt: Done;
  /** Of so many keys so many are done; nothing before it has begun, and after its end. */
  'reencryption-progress': { progress?: { done: number; total: number } };
  'new-recovery-code': { code: string };
  'add-recovery-code': Done;
  'remove-recovery-code': Done;
  'set-pin': Done;
  'remove-pin': Done;
  'add-os-unlock': Done;
  'remove-os-unlock': Done;
  'verify-with-pin': Done;
  verify: Done;
  approve: Done;
  deny: Done;
  'use-another-device': Done;
  'site-overview': SiteOverview;
  'show-waiting': Done;
  'added-key-seen': Done;
  'all-keys': { keys: KeySummary[] };
  'unhide-key': Done;
  'label-key': Done;
  'delete-key': Done;
  'deleted-keys': { deleted: DeletedKey[] };
  'restore-key': Done;
  'delete-for-good': Done;
  'backup-state': BackupState;
  'make-backup': MadeBackup;
  'backup-saved': Done;
  'open-backup': { keys: OfferedKey[] };
  'restore-backup': { restored: number };
  /** The newest first. */
  activity: { entries: ActivityEntry[] };
  'clear-activity': Done;
  'site-decisions': SiteDecisions;
  'set-site-rule': { host: string };
  'end-standing': Done;
  'keep-standing': Done;
  settings: { settings: Settings };
  'change-settings': Done;
  'exclusive-door': ExclusiveDoor;
  'switch-exclusive-door': ExclusiveDoor;
  'let-browser-answer': Done;
  'browser-has-answered': Done;
};
export type Done = Record<never, never>;

/** `waitMs`: so long no passphrase is looked at. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: UserProblem; waitMs?: number };

/** How many keys are in a backup, and how many could be. */
export type BackupState = {
  /** Milliseconds since 1970, or nothing if none was made here. */
  madeAt?: number;
  backedUp: number;
  notBackedUp: number;
  /** These never are. */
  deviceBound: number;
  /** It is time to make one. */
  isDue: boolean;
};

/** `keys` are those in the file. */
export type MadeBackup = { file: string; keys: KeyId[]; madeAt: number };

/** A key in a backup file, and what restoring it does: `kept` stays as it is here, which is as new or newer. */
export type OfferedKey = KeySummary & {
  standing: 'new' | 'newer' | 'kept' | 'deleted';
  /** Its account has another key here. */
  beside: boolean;
};

/** What the user has decided once for all sites. */
export type Settings = {
  /** New keys are bound to this device, unless the user says otherwise when one is made. */
  deviceBound: boolean;
  /** A site that asks for an attestation of a new key gets one. */
  attestation: boolean;
};

/**
 * Whether the user wants the exclusive door, and how it stands. `aside`: for up to a minute the browser answers.
 * `taken`: another extension has the place. `refused`: the browser does not give it.
 */
export type ExclusiveDoor = { on: boolean; state: 'off' | 'attached' | 'aside' | 'taken' | 'refused' };

/** `damaged`: something says that a vault exists, but it cannot be read. Never shown as a first run. */
export type VaultState = 'absent' | 'locked' | 'unlocked' | 'damaged';

/** What is lost, or not to be trusted, of an open vault after each of the two stores has helped the other. */
export type VaultDamage = {
  /** So many keys are there and cannot be read. */
  unreadable: number;
  /** So many keys should be there and are not. */
  missing: number;
  /** Some keys are older than they were, or were deleted and are back. */
  rolledBack: boolean;
  /** What there was in all is not known any more. */
  uncertain: boolean;
  /** The ways to open the vault are not those that were chosen last. */
  ways: boolean;
  /** All of it is older than what this session of the browser has had already. */
  older: boolean;
};

/** After how many minutes without anybody the vault locks itself. */
export const AUTO_LOCKS = [1, 5, 15, 30, 60, 'never'] as const;
export type AutoLock = (typeof AUTO_LOCKS)[number];

/** How the vault opens and closes. */
export type SecurityState = { vault: VaultState; autoLock: AutoLock; ways: WaysIn };

/** How a vault opens and verifies besides its passphrase. Times are milliseconds since 1970. */
export type WaysIn = {
  recoveryCodeMadeAt?: number;
  osUnlocks: { credentialId: string; createdAt: number }[];
  /** What an authenticator is to evaluate, in hex. */
  osSalt: string;
  pin: 'absent' | 'set' | 'off';
};

/** What an authenticator has evaluated with `prf`, in hex. */
export type OsEvaluated = { credentialId: string; prf: string };

export type SiteOverview = {
  vault: VaultState;
  /** The tab's site, or nothing where Xenon cannot act (browser pages, files, the web store). */
  origin?: string;
  /** Empty while locked. */
  keys: KeySummary[];
  waiting: WaitingRequest[];
  /** The tab's pages that would take a sign-in and do not ask for it. */
  signIns: OfferedSignIn[];
  /** Keys that sites added on the strength of an approval of a moment ago, not yet read of; empty while locked. */
  added: KeySummary[];
  /** Keys are lost, of which the page of all keys tells more. */
  isDamaged: boolean;
  /** Only with an origin. */
  presence?: Presence;
  neighbour?: Neighbour;
};

/** A conditional sign-in: it waits for as long as its page, and no window tells of it. */
export type OfferedSignIn = {
  ceremony: CeremonyId;
  rpId: string;
  origin: string;
  /** The top-level page's origin, when it is another site's. */
  topOrigin?: string;
  /** The keys that can answer, most recently used first; empty while locked. */
  accounts: Account[];
  verification: Verification;
  /** The user was verified for it, and that still counts. */
  verified: boolean;
};

export type WaitingRequest = { ceremony: CeremonyId; kind: CeremonyKind; rpId: string; origin: string };

/** Times are milliseconds since 1970. */
export type KeySummary = {
  key: KeyId;
  rpId: string;
  rpName: string;
  userName: string;
  userDisplayName: string;
  /** The user's own name for it. */
  label?: string;
  createdAt: number;
  lastUsedAt?: number;
  /** Its name in the COSE registry, such as `ES256`. */
  algorithm: string;
  discoverable: boolean;
  /** Bound to this device it is in no backup, ever; otherwise it could be in one, or is. */
  backup: 'device-bound' | 'eligible' | 'backed-up';
  /** Its site has said that it does not take it: it answers only once the user has un-hidden it. */
  hidden: boolean;
  /** Made through U2F: for an AppID, and without an account. */
  u2f: boolean;
};

/** A key that answers no site, and can be had back until `goneAt`. Times are milliseconds since 1970. */
export type DeletedKey = KeySummary & { deletedAt: number; goneAt: number };

/** The name of the approval window's port is this, then the ceremony's id. */
export const APPROVAL_PORT = 'approval:';

/** Approval window to worker, over its port. */
export type FromApproval =
  /** Every 20 s: so that Chrome does not stop the worker. */
  | { kind: 'ping' }
  /** The window is behind others, or minimised; or it is not any more. */
  | { kind: 'attention'; isUnseen: boolean };

/** Worker to approval window, over its port: what to show now. */
export type ApprovalView =
  | { show: 'question'; question: Question }
  /** Approved: the page is being told. */
  | { show: 'delivering' }
  /** The page has received the answer. The window closes itself shortly after. */
  | { show: 'success'; kind: CeremonyKind; rpId: string; origin: string }
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
  /** U2F, once unlocked: none of the keys that the site named is here, and there is no browser to ask. */
  | 'no-key'
  /** Through the exclusive door: once the site's button is pressed again, the browser answers. */
  | 'ask-again'
  | 'no-key-ask-again'
  | 'failed'
  | 'unknown';

export type Question = {
  kind: CeremonyKind;
  vault: VaultState;
  rpId: string;
  /** The asking frame's origin. */
  origin: string;
  /** The top-level page's origin, when it is another site's. */
  topOrigin?: string;
  /** In a page of another site, of which no more is known. */
  inUnknownPage?: true;
  /** What the site calls itself: untrusted, shown second to the RP ID. Creation only. */
  rpName?: string;
  /** For whom the key will be. Creation only. */
  user?: { name: string; displayName: string };
  /** The keys that can answer, most recently used first. Sign-in only; empty while locked. */
  accounts: Account[];
  verification: Verification;
  /** The user was verified in this ceremony, and that still counts. */
  verified: boolean;
  /** Whether *Don't ask again on this site for 3 hours* may be offered. */
  mayRemember: boolean;
  /** The keys whose place the new one takes. Creation only; empty while locked. */
  replaces: ReplacedKey[];
  /** Whether the new key is bound to this device, unless the user chooses otherwise. Creation only. */
  deviceBound: boolean;
  ways: WaysIn;
};

/** How much the site wants to know that it is the user. */
export type Verification = 'required' | 'preferred' | 'discouraged';

export type Account = {
  key: KeyId;
  userName: string;
  userDisplayName: string;
  label?: string;
  lastUsedAt?: number;
  /** This key answers only for a verified user, whatever the site asks for. */
  needsVerification?: boolean;
  /** Made through U2F, which knows no accounts. */
  u2f?: boolean;
};

export type ReplacedKey = {
  key: KeyId;
  userName: string;
  userDisplayName: string;
  label?: string;
  createdAt: number;
};
