/** Every state that Xenon's pages can show, with names and texts that try the layout. */
import { ACTIVITY_REASONS, type ActivityEntry } from '../../../extension/messages/activity';
import type {
  Account,
  ApprovalView,
  BackupState,
  DeletedKey,
  ExclusiveDoor,
  KeySummary,
  OfferedKey,
  OfferedSignIn,
  Question,
  SecurityState,
  SiteOverview,
  VaultDamage,
  WaysIn,
} from '../../../extension/messages/from-user';
import type { Answers } from './stand-in-worker';

const DAY = 24 * 60 * 60_000;
const now = Date.now();

export const accounts: Account[] = [
  { key: 'a1', userName: 'octocat', userDisplayName: 'Mona Octocat', lastUsedAt: now - 2 * DAY },
  { key: 'a2', userName: 'octocat-work@example.com', userDisplayName: '', lastUsedAt: now - 40 * DAY },
  { key: 'a3', userName: '', userDisplayName: '' },
];

const ways: WaysIn = { osUnlocks: [], osSalt: '00'.repeat(32), pin: 'absent' };
const allWays: WaysIn = {
  ...ways,
  recoveryCodeMadeAt: now - 30 * DAY,
  osUnlocks: [{ credentialId: 'c0ffee', createdAt: now - 3 * DAY }],
  pin: 'set',
};

const get: Question = {
  kind: 'get',
  vault: 'unlocked',
  rpId: 'github.com',
  origin: 'https://github.com',
  accounts: accounts.slice(0, 1),
  verification: 'discouraged',
  verified: false,
  mayRemember: false,
  replaces: [],
  deviceBound: false,
  ways,
};

const create: Question = {
  ...get,
  kind: 'create',
  accounts: [],
  rpName: 'GitHub',
  user: { name: 'octocat', displayName: 'Mona Octocat' },
};

const protectedAccounts = accounts.map((account, index) => ({ ...account, needsVerification: index === 1 }));
const replaces = [
  { key: 'k1', userName: 'octocat', userDisplayName: 'Mona Octocat', createdAt: now - 40 * DAY },
  { key: 'k2', userName: '', userDisplayName: 'A '.repeat(200), createdAt: now - 400 * DAY },
];

const LONG = `xn--80ak6aa92e.${'a-very-long-label-that-goes-on-and-on.'.repeat(4)}example`;

const question = (asked: Question): ApprovalView => ({ show: 'question', question: asked });

export const approvalStates: Record<string, ApprovalView> = {
  create: question(create),
  'create-remember': question({ ...create, mayRemember: true, verification: 'preferred' }),
  get: question({ ...get, mayRemember: true }),
  'get-several': question({ ...get, accounts, mayRemember: true }),
  'create-replaces': question({ ...create, replaces: replaces.slice(0, 1), mayRemember: true }),
  'create-replaces-several': question({ ...create, replaces, verification: 'preferred' }),
  'create-device-bound': question({ ...create, deviceBound: true }),
  'get-key-requires': question({ ...get, accounts: protectedAccounts.slice(1, 2) }),
  'get-some-key-requires': question({ ...get, accounts: protectedAccounts }),
  'get-required': question({ ...get, verification: 'required' }),
  'get-required-several': question({ ...get, accounts, verification: 'required' }),
  'get-preferred': question({ ...get, verification: 'preferred', mayRemember: true }),
  'get-pin': question({ ...get, verification: 'required', ways: allWays }),
  'get-pin-off': question({ ...get, verification: 'required', ways: { ...allWays, pin: 'off' } }),
  'get-verified': question({ ...get, verification: 'required', verified: true }),
  'get-no-key': question({ ...get, accounts: [] }),
  frame: question({ ...get, topOrigin: 'https://news.example:8443' }),
  long: question({
    ...create,
    rpId: LONG,
    origin: `https://${LONG}`,
    rpName: 'x'.repeat(600),
    user: { name: '\u202emoc.elpmaxe', displayName: `A ${'very '.repeat(80)}long name` },
    verification: 'preferred',
    mayRemember: true,
  }),
  'first-run': question({ ...create, vault: 'absent' }),
  locked: question({ ...get, vault: 'locked', accounts: [] }),
  'locked-all-ways': question({ ...get, vault: 'locked', accounts: [], ways: allWays }),
  damaged: question({ ...get, vault: 'damaged', accounts: [] }),
  delivering: { show: 'delivering' },
  'success-create': { show: 'success', kind: 'create', rpId: 'github.com', origin: 'https://github.com' },
  'success-get': { show: 'success', kind: 'get', rpId: 'github.com', origin: 'https://github.com' },
  'ended-timeout': { show: 'ended', because: 'timeout' },
  'ended-key-exists': { show: 'ended', because: 'key-exists' },
};

export const keys: KeySummary[] = [
  summary('k1', 'github.com', 'GitHub', 'octocat', 'Mona Octocat', 2, true),
  summary(
    'k2',
    'signin.aws.amazon.com',
    'Amazon Web Services',
    'arn:aws:iam::123456789012:user/mona',
    '',
    0.1,
    false,
  ),
  summary('k3', 'accounts.google.com', '', 'mona@example.com', '', undefined, true),
  summary('k4', 'xn--bcher-kva.example', 'Bücher', '', '', 400, false),
];

function summary(
  key: string,
  rpId: string,
  rpName: string,
  userName: string,
  userDisplayName: string,
  daysAgo: number | undefined,
  discoverable: boolean,
): KeySummary {
  const used = daysAgo === undefined ? {} : { lastUsedAt: now - daysAgo * DAY };
  const createdAt = now - 500 * DAY;
  return {
    key,
    rpId,
    rpName,
    userName,
    userDisplayName,
    createdAt,
    ...used,
    algorithm: 'ES256',
    discoverable,
    backup: discoverable ? 'eligible' : 'device-bound',
    hidden: false,
    u2f: false,
  };
}

const site: SiteOverview = {
  vault: 'unlocked',
  origin: 'https://github.com',
  keys: keys.slice(0, 1),
  waiting: [],
  signIns: [],
  added: [],
  isDamaged: false,
};
const waiting = [{ ceremony: 'c1', kind: 'get' as const, rpId: 'github.com', origin: 'https://github.com' }];
const { origin: _, ...nowhere } = site;

const signIn: OfferedSignIn = {
  ceremony: 'c1',
  rpId: 'github.com',
  origin: 'https://github.com',
  accounts: accounts.slice(0, 1),
  verification: 'preferred',
  verified: false,
};
const inFrame = { rpId: 'login.example', origin: 'https://login.example', topOrigin: 'https://github.com' };
const longName = { userName: 'x'.repeat(300), userDisplayName: 'A very long name '.repeat(20) };
const [octocat, account] = keys as [KeySummary, KeySummary];
const added: KeySummary[] = [octocat, { ...account, rpId: LONG, ...longName }];

const backedUp: BackupState = {
  madeAt: now - 3 * DAY,
  backedUp: 4,
  notBackedUp: 0,
  deviceBound: 0,
  isDue: false,
};
const due: BackupState = { backedUp: 0, notBackedUp: 3, deviceBound: 1, isDue: true };

const lockedSite = { ...site, vault: 'locked' as const, keys: [] };

const overview = (value: SiteOverview): Answers => ({ 'site-overview': { ok: true, value } });

export const popupStates: Record<string, Answers> = {
  keys: overview({ ...site, keys: [...keys.slice(0, 2), keys[3] as KeySummary] }),
  'no-keys': overview({ ...site, keys: [] }),
  waiting: overview({ ...site, waiting }),
  locked: overview({ ...site, vault: 'locked', keys: [] }),
  'locked-waiting': overview({ ...site, vault: 'locked', keys: [], waiting }),
  'sign-in': overview({ ...site, signIns: [signIn] }),
  'sign-in-several': overview({
    ...site,
    signIns: [
      { ...signIn, accounts: [...accounts, { key: 'a4', ...longName }] },
      { ...signIn, ...inFrame, ceremony: 'c2' },
    ],
    waiting,
  }),
  'sign-in-required': overview({ ...site, signIns: [{ ...signIn, verification: 'required' }] }),
  'sign-in-key-requires': overview({ ...site, signIns: [{ ...signIn, accounts: protectedAccounts }] }),
  'sign-in-locked': overview({
    ...site,
    vault: 'locked',
    keys: [],
    signIns: [{ ...signIn, accounts: [] }],
  }),
  added: overview({ ...site, added }),
  active: overview({ ...site, presence: 'active' }),
  paused: overview({ ...site, presence: 'paused', waiting }),
  'of-the-browser': overview({ ...lockedSite, presence: 'browser' }),
  'not-yet': overview({ ...site, keys: [], presence: 'not-yet' }),
  insecure: overview({ ...lockedSite, presence: 'insecure' }),
  forbidden: overview({ ...site, presence: 'forbidden' }),
  'another-extension': overview({ ...site, presence: 'active', neighbour: 'extension' }),
  'somebody-else': overview({ ...lockedSite, presence: 'active', neighbour: 'somebody' }),
  'keys-to-back-up': { ...overview(site), 'backup-state': { ok: true, value: due } },
  'keys-lost': overview({ ...site, isDamaged: true, waiting }),
  absent: overview({ ...site, vault: 'absent', keys: [] }),
  damaged: overview({ ...site, vault: 'damaged', keys: [] }),
  nowhere: overview({ ...nowhere, keys: [] }),
  'nowhere-locked': overview({ ...nowhere, vault: 'locked', keys: [] }),
  failed: { 'site-overview': { ok: false, problem: 'failed' } },
};

/** At `#sites`. */
export const siteStates: Record<string, Answers> = {
  'no decision': { 'site-decisions': { ok: true, value: { standing: [], ruled: [] } } },
  decisions: {
    'site-decisions': {
      ok: true,
      value: {
        standing: [
          {
            id: 's1',
            rpId: 'github.com',
            origin: 'https://login.github.com',
            until: now + 2 * 60 * 60_000,
          },
          {
            id: 's2',
            rpId: LONG,
            origin: `https://${LONG}`,
            topOrigin: 'https://news.example:8443',
            until: 'browser-exit',
          },
        ],
        ruled: [
          { host: 'console.aws.example', rule: 'paused' },
          { host: LONG, rule: 'paused' },
          { host: 'login.example', rule: 'browser' },
        ],
      },
    },
  },
  'decisions failed': { 'site-decisions': { ok: false, problem: 'failed' } },
};

function advanced(deviceBound: boolean, door: ExclusiveDoor): Answers {
  return {
    settings: { ok: true, value: { settings: { deviceBound, attestation: true } } },
    'exclusive-door': { ok: true, value: door },
  };
}

/** At `#advanced`. */
export const settingsStates: Record<string, Answers> = {
  advanced: advanced(false, { on: false, state: 'off' }),
  'advanced-device-bound': advanced(true, { on: true, state: 'attached' }),
  'advanced-taken': advanced(false, { on: true, state: 'taken' }),
  'advanced-aside': advanced(false, { on: true, state: 'aside' }),
  'advanced-refused': advanced(false, { on: true, state: 'refused' }),
  'advanced-failed': {
    settings: { ok: false, problem: 'failed' },
    'exclusive-door': { ok: false, problem: 'failed' },
  },
};

export const deleted: DeletedKey[] = [keys[0], keys[3]].map((key, index) => ({
  ...(key as KeySummary),
  key: `d${index}`,
  deletedAt: now - 3 * DAY,
  goneAt: now + 27 * DAY,
}));

const damage: VaultDamage = {
  unreadable: 2,
  missing: 1,
  rolledBack: true,
  uncertain: true,
  ways: true,
  older: true,
};

const state = (vault: string, ofDeleted: DeletedKey[] = []): Answers => ({
  'vault-state': { ok: true, value: { vault } },
  'deleted-keys': { ok: true, value: { deleted: ofDeleted } },
});

export const optionsStates: Record<string, Answers> = {
  keys: { ...state('unlocked'), 'all-keys': { ok: true, value: { keys } } },
  'keys to back up': {
    ...state('unlocked'),
    'all-keys': { ok: true, value: { keys } },
    'backup-state': { ok: true, value: due },
  },
  'keys and deleted ones': { ...state('unlocked', deleted), 'all-keys': { ok: true, value: { keys } } },
  'deleted ones only': { ...state('unlocked', deleted), 'all-keys': { ok: true, value: { keys: [] } } },
  'keys lost': {
    ...state('unlocked', deleted),
    'vault-state': { ok: true, value: { vault: 'unlocked', damage } },
    'all-keys': { ok: true, value: { keys } },
  },
  empty: { ...state('unlocked'), 'all-keys': { ok: true, value: { keys: [] } } },
  locked: state('locked'),
  absent: state('absent'),
  damaged: state('damaged'),
  failed: { 'vault-state': { ok: false, problem: 'failed' } },
};

/** At `#guides`. */
export const guideStates: Record<string, Answers> = {
  'some keys': { ...state('unlocked'), 'all-keys': { ok: true, value: { keys } } },
  'no key': { ...state('unlocked'), 'all-keys': { ok: true, value: { keys: [] } } },
  'guides locked': state('locked'),
  'guides absent': state('absent'),
  'guides damaged': state('damaged'),
  'guides failed': { 'vault-state': { ok: false, problem: 'failed' } },
};

const backup = (value: BackupState): Answers => ({
  ...state('unlocked'),
  'backup-state': { ok: true, value },
});

/** At `#backup`. */
export const backupStates: Record<string, Answers> = {
  'no backup': backup(due),
  'all backed up': backup(backedUp),
  'some not backed up': backup({ ...backedUp, notBackedUp: 2, deviceBound: 1, isDue: true }),
  'backup of nothing': backup({ ...due, notBackedUp: 0, deviceBound: 0, isDue: false }),
  'backup locked': state('locked'),
  'backup absent': state('absent'),
  'backup damaged': state('damaged'),
  'backup failed': { 'vault-state': { ok: false, problem: 'failed' } },
};

export const offeredKeys: OfferedKey[] = keys.flatMap((key) =>
  (['new', 'newer', 'kept', 'deleted'] as const).map((standing, index) => ({
    ...key,
    standing,
    beside: index < 2 && key.rpId === 'github.com',
  })),
);

const activity = (entries: ActivityEntry[]): Answers => ({
  ...state('unlocked'),
  activity: { ok: true, value: { entries } },
});

export const entries: ActivityEntry[] = [
  {
    at: now - 60_000,
    kind: 'get',
    rpId: 'github.com',
    origin: 'https://github.com',
    account: 'octocat',
    result: 'done',
  },
  {
    at: now - DAY,
    kind: 'get',
    rpId: 'example.com',
    origin: 'https://examp1e.com',
    result: 'failed',
    because: 'rp-id',
  },
  {
    at: now - 2 * DAY,
    kind: 'create',
    rpId: LONG,
    origin: `https://${LONG}`,
    topOrigin: 'https://news.example:8443',
    account: 'x'.repeat(256),
    result: 'done',
    consent: 'just-approved',
  },
  ...ACTIVITY_REASONS.map((because, index) => ({
    at: now - (index + 3) * DAY,
    kind: (['create', 'get', 'u2f-register', 'u2f-sign'] as const)[index % 4] ?? 'get',
    rpId: 'example.com',
    origin: 'https://login.example.com:8443',
    account: 'mona@example.com',
    result: (['failed', 'browser'] as const)[index % 2] ?? 'failed',
    because,
  })),
];

/** At `#activity`. */
export const activityStates: Record<string, Answers> = {
  'every ending': activity(entries),
  empty: activity([]),
  locked: state('locked'),
  absent: state('absent'),
  damaged: state('damaged'),
  failed: { ...state('unlocked'), activity: { ok: false, problem: 'failed' } },
};

const security = (value: SecurityState): Answers => ({ 'security-state': { ok: true, value } });

export const securityStates: Record<string, Answers> = {
  'nothing but a passphrase': security({ vault: 'unlocked', autoLock: 15, ways }),
  'all ways': security({ vault: 'unlocked', autoLock: 'never', ways: allWays }),
  'PIN off': security({ vault: 'unlocked', autoLock: 1, ways: { ...allWays, pin: 'off' } }),
  locked: security({ vault: 'locked', autoLock: 60, ways: allWays }),
  absent: security({ vault: 'absent', autoLock: 15, ways }),
  damaged: security({ vault: 'damaged', autoLock: 15, ways }),
  failed: { 'security-state': { ok: false, problem: 'failed' } },
};

/** The pages that show what the worker answers, by folder and section, with all their states. */
export const PAGES: [folder: string, hash: string, states: Record<string, Answers>][] = [
  ['popup', '', popupStates],
  ['options', '', optionsStates],
  ['options', '#guides', guideStates],
  ['options', '#activity', activityStates],
  ['options', '#sites', siteStates],
  ['options', '#backup', backupStates],
  ['options', '#security', securityStates],
  ['options', '#advanced', settingsStates],
  ['welcome', '', { 'not tried yet': {} }],
];
