/** The user's yes, whether clicked or standing: from a waiting ceremony to a stored, sent reply. */
import type { SiteOutcome } from '../messages/from-site';
import type { AddedKey, KeyId, UserProblem } from '../messages/from-user';
import { type Ceremony, keepCeremony, toText } from './ceremony-store';
import { endWith, endWithout, refusal } from './end-ceremony';
import { type Approved, type EngineProblem, engine, engineProblem } from './engine';
import { fromEngine, healthy, recordsFor, toEngine } from './found-records';
import { settings } from './settings';
import type { OpenVault } from './vault-session';
import { noteUse } from './vault-storage/last-use';
import { recordsNamed } from './vault-storage/vault-storage';

/** `account` is the key that signs in. `deviceBound` is about a new key; without it the settings decide. */
export type Choice = { account?: KeyId | undefined; deviceBound?: boolean | undefined };

/** Approves; gives the reason if the ceremony still waits: the user has to do something else first. */
export function approve(
  ceremony: Ceremony,
  open: OpenVault,
  choice: Choice = {},
): Promise<UserProblem | undefined> {
  // In turn: two uses of one key at once would be counted as one.
  return account
    ? inTurn(`key ${account}`, () => decide(ceremony, open, account))
    : decide(ceremony, open, account);
}

async function decide(
  ceremony: Ceremony,
  open: OpenVault,
  account: KeyId | undefined,
): Promise<UserProblem | undefined> {
  try {
    const approved = await approvedBy(ceremony, open, choice);
    if (!approved) return 'failed';
    await conclude(ceremony, approved);
    return undefined;
  } catch (error) {
    return refuse(ceremony, engineProblem(error), error);
  }
}

/** What the engine makes of a yes, or nothing if the chosen key is not there. */
export async function approvedBy(
  ceremony: Ceremony,
  open: OpenVault,
  { account, deviceBound }: Choice,
): Promise<Approved | undefined> {
  const loaded = await engine();
  if (ceremony.kind === 'create') {
    const isBound = deviceBound ?? (await settings()).deviceBound;
    const found = toEngine(loaded, await recordsFor(ceremony, open));
    return open.vault.register(ceremony.pending, found, isBound, Date.now());
  }
  if (!account) return undefined;
  const [chosen] = toEngine(loaded, await healthy(await recordsNamed([account]), open));
  return chosen && open.vault.authenticate(ceremony.pending, chosen, Date.now());
}

/** Stores and answers. `added` is what the user is to read afterwards, where they were not asked. */
export async function conclude(ceremony: Ceremony, approved: Approved, added?: AddedKey): Promise<void> {
  const { reply, changes, removed, touched } = approved;
  const outcome: SiteOutcome =
    ceremony.kind === 'create'
      ? { outcome: 'created', credential: reply }
      : { outcome: 'signed', credential: reply };
  const put = fromEngine(changes).map(toText);
  const progress = { state: 'storing' as const, outcome, put, remove: removed, ...(added && { added }) };
  const storing = { ...ceremony, progress };
  if (put.length > 0) await keepCeremony(storing);
  await endWith(storing);
  noteUse(fromEngine(touched));
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
      await endWithout(ceremony, await refusal('Excluded'), 'key-exists');
      return undefined;
    case undefined:
      throw error;
    default:
      return 'failed';
  }
}
