/** What the approval window shows of a waiting ceremony. */
import { isU2f, makesKey } from '../../messages/ceremony-kind';
import type { Account, ApprovalView, Question, ReplacedKey, WaysIn } from '../../messages/from-user';
import { isProxied } from '../caller';
import type { Ceremony } from '../ceremonies/ceremony-store';
import { engine } from '../engine';
import { toEngine } from '../engine-records';
import { recordsFor } from '../keys/found-records';
import { settings } from '../settings';
import { type OpenVault, unlockedVault, vaultState } from '../vault/vault-session';
import { waysIn } from '../vault/ways-in';

export async function questionOf(ceremony: Ceremony): Promise<Question> {
  const open = await unlockedVault();
  const described = await describe(ceremony);
  const { deviceBound } = await settings();
  const accounts = open ? await accountsFor(ceremony, open) : [];
  return {
    ...described,
    vault: await vaultState(),
    accounts,
    mayRemember: !isProxied(ceremony.caller) && mayRemember(described, accounts),
    replaces: open ? await replacedBy(ceremony, open) : [],
    deviceBound: ceremony.kind === 'create' && deviceBound,
    ways: isProxied(ceremony.caller) ? withoutOs(await waysIn()) : await waysIn(),
  };
}

/** The computer's own unlock is the browser's to ask for, and Xenon stands in its place until this is answered. */
function withoutOs(ways: WaysIn): WaysIn {
  return { ...ways, osUnlocks: [] };
}

/** U2F is always asked about: its sites call as they load, when nobody has acted in them yet. */
function mayRemember({ kind, verification }: Described, accounts: Account[]): boolean {
  const isFree = verification !== 'required' && !accounts.some((one) => one.needsVerification);
  return isFree && !isU2f(kind);
}

/** What the engine says of a ceremony. */
export async function describe({ pending }: Ceremony): Promise<Described> {
  return (await engine()).describe(pending, Date.now()) as Described;
}

/** The credentials that could answer a sign-in, most recently used first. */
export async function accountsFor(ceremony: Ceremony, open: OpenVault): Promise<Account[]> {
  if (makesKey(ceremony.kind)) return [];
  const records = await recordsFor(ceremony, open);
  return open.vault.accounts(ceremony.pending, toEngine(await engine(), records)) as Account[];
}

/** The keys whose place a new one would take. */
export async function replacedBy(ceremony: Ceremony, open: OpenVault): Promise<ReplacedKey[]> {
  if (ceremony.kind !== 'create') return [];
  const records = await recordsFor(ceremony, open);
  return open.vault.replaced(
    ceremony.pending,
    toEngine(await engine(), records),
    Date.now(),
  ) as ReplacedKey[];
}

/** What a ceremony's window shows now. */
export async function viewOf(ceremony: Ceremony): Promise<ApprovalView> {
  const { progress, kind } = ceremony;
  switch (progress.state) {
    case 'asking':
      return { show: 'question', question: await questionOf(ceremony) };
    case 'storing':
      return { show: 'delivering' };
    case 'answered':
      return progress.because ? { show: 'ended', because: progress.because } : { show: 'delivering' };
    case 'settled': {
      const { rpId, origin } = await describe(ceremony);
      return { show: 'success', kind, rpId, origin };
    }
  }
}

export type Described = Omit<
  Question,
  'vault' | 'accounts' | 'mayRemember' | 'replaces' | 'deviceBound' | 'ways'
>;
