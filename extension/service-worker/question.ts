/** What the approval window shows of a waiting ceremony. */
import type { Account, ApprovalView, Question } from '../messages/from-user';
import type { Ceremony } from './ceremony-store';
import { engine } from './engine';
import { recordsFor, toEngine } from './found-records';
import { type OpenVault, unlockedVault, vaultState } from './vault-session';

export async function questionOf(ceremony: Ceremony): Promise<Question> {
  const open = await unlockedVault();
  const described = await describe(ceremony);
  return {
    ...described,
    vault: await vaultState(),
    accounts: open ? await accountsFor(ceremony, open) : [],
    mayRemember: described.verification !== 'required',
  };
}

/** What the engine says of a ceremony. */
export async function describe({ pending }: Ceremony): Promise<Described> {
  return (await engine()).describe(pending, Date.now()) as Described;
}

/** The credentials that could answer a sign-in, most recently used first. */
export async function accountsFor(ceremony: Ceremony, open: OpenVault): Promise<Account[]> {
  if (ceremony.kind === 'create') return [];
  const records = await recordsFor(ceremony, open);
  return open.vault.accounts(ceremony.pending, toEngine(await engine(), records)) as Account[];
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
    case 'settled':
      return { show: 'success', kind, rpId: (await describe(ceremony)).rpId };
  }
}

type Described = Omit<Question, 'vault' | 'accounts' | 'mayRemember'>;
