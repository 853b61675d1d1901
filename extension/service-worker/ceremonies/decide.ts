/** The user's yes, whether clicked or standing: from a waiting ceremony to a stored, sent reply. */
import { type CeremonyKind, isU2f, makesKey } from '../../messages/ceremony-kind';
import type { SiteOutcome } from '../../messages/from-site';
import type { KeyId, UserProblem } from '../../messages/from-user';
import { type Approved, type EngineProblem, engine, engineProblem, type StoredRecord } from '../engine';
import { fromEngine, toEngine } from '../engine-records';
import { healthy, recordsFor } from '../keys/found-records';
import { noteUse } from '../keys/last-use';
import { inTurn } from '../serial';
import { settings } from '../settings';
import { noteActivity } from '../vault/auto-lock';
import type { OpenVault } from '../vault/vault-session';
import { recordsNamed } from '../vault-storage/vault-storage';
import { type Ceremony, keepCeremony, toText } from './ceremony-store';
import { endStored, endWithout, storeFor } from './end-ceremony';
import { refusal } from './refusal';

/**
 * `account` is the key that signs in, and `accountName` is for whom. `deviceBound` is about a new key; without
 * it the settings decide.
 */
export type Choice = {
  account?: KeyId | undefined;
  accountName?: string | undefined;
  deviceBound?: boolean | undefined;
};

/** Approves; gives the reason if the ceremony still waits: the user has to do something else first. */
export async function approve(
  ceremony: Ceremony,
  open: OpenVault,
  choice: Choice = {},
): Promise<UserProblem | undefined> {
  try {
    if (!(await conclude(ceremony, open, choice))) return 'failed';
    noteActivity();
    return undefined;
  } catch (error) {
    return refuse(ceremony, engineProblem(error), error);
  }
}

/**
 * Decides, stores and answers; tells whether the chosen key was there. A new key is `unasked`
 * where the user reads of it afterwards. Rejects as the engine does, and then nothing happened.
 */
export async function conclude(
  ceremony: Ceremony,
  open: OpenVault,
  choice: Choice,
  isUnasked = false,
): Promise<boolean> {
  // One after another for each site: what one approval has made, replaced or counted, the next one sees.
  const stored = await inTurn(`site ${open.vault.siteTag(ceremony.pending)}`, async () => {
    const approved = await approvedBy(ceremony, open, choice);
    const { accountName } = choice;
    const named = { ...ceremony, ...(accountName && { account: accountName }) };
    return approved && store(named, approved, isUnasked);
  });
  if (!stored) return false;
  await endStored(stored.ceremony, stored.isStored);
  return true;
}

/** What the engine makes of a yes, or nothing if the chosen key is not there. */
async function approvedBy(
  ceremony: Ceremony,
  open: OpenVault,
  { account, deviceBound }: Choice,
): Promise<Approved | undefined> {
  if (makesKey(ceremony.kind)) return newKey(ceremony, open, deviceBound);
  if (!account) return undefined;
  const [chosen] = toEngine(await engine(), await healthy(await recordsNamed([account]), open));
  return chosen && signedBy(chosen, ceremony, open);
}

async function newKey(
  ceremony: Ceremony,
  open: OpenVault,
  deviceBound: boolean | undefined,
): Promise<Approved> {
  const { kind, pending } = ceremony;
  const isBound = deviceBound ?? (await settings()).deviceBound;
  const found = toEngine(await engine(), await recordsFor(ceremony, open));
  return isU2f(kind)
    ? open.vault.u2fRegister(pending, found, isBound, Date.now())
    : open.vault.register(pending, found, isBound, Date.now());
}

function signedBy(chosen: StoredRecord, { kind, pending }: Ceremony, { vault }: OpenVault): Approved {
  return isU2f(kind)
    ? vault.u2fSign(pending, chosen, Date.now())
    : vault.authenticate(pending, chosen, Date.now());
}

const OUTCOMES = {
  create: 'created',
  get: 'signed',
  'u2f-register': 'u2f-registered',
  'u2f-sign': 'u2f-signed',
} as const satisfies Record<CeremonyKind, SiteOutcome['outcome']>;

async function store(ceremony: Ceremony, approved: Approved, isUnasked: boolean) {
  const { reply, changes, removed, touched } = approved;
  const outcome: SiteOutcome = { outcome: OUTCOMES[ceremony.kind], credential: reply };
  const put = fromEngine(changes).map(toText);
  const added = isUnasked ? put[0]?.id : undefined;
  const progress = { state: 'storing' as const, outcome, put, remove: removed, ...(added && { added }) };
  const storing = { ...ceremony, progress };
  if (put.length > 0) await keepCeremony(storing);
  const isStored = await storeFor(storing);
  noteUse(fromEngine(touched));
  return { ceremony: storing, isStored };
}

async function refuse(
  ceremony: Ceremony,
  problem: EngineProblem | undefined,
  error: unknown,
): Promise<UserProblem | undefined> {
  switch (problem) {
    case 'not-verified':
      return 'not-verified';
    case 'excluded':
      await endWithout(ceremony, await refusal(ceremony, 'key-exists'), 'key-exists');
      return undefined;
    case undefined:
      throw error;
    default:
      return 'failed';
  }
}
