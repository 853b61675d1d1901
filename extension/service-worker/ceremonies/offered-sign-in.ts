/** What a sign-in that waits in the popup has to offer there. */
import type { OfferedSignIn } from '../../messages/from-user';
import { accountsFor, describe } from '../asking/question';
import { mayBeOurs } from '../keys/found-records';
import { unlockedVault, vaultHeader } from '../vault/vault-session';
import type { Ceremony } from './ceremony-store';

/** Nothing where no key of ours can answer now. While the vault is locked, no account is known. */
export async function offerOf(ceremony: Ceremony): Promise<OfferedSignIn | undefined> {
  const { rpId, origin, topOrigin, verification, verified } = await describe(ceremony);
  const offer = {
    ceremony: ceremony.id,
    rpId,
    origin,
    ...(topOrigin && { topOrigin }),
    verification,
    verified,
  };
  const open = await unlockedVault();
  if (!open) return (await isPossible(ceremony)) ? { ...offer, accounts: [] } : undefined;
  const accounts = await accountsFor(ceremony, open);
  return accounts.length > 0 ? { ...offer, accounts } : undefined;
}

async function isPossible(ceremony: Ceremony): Promise<boolean> {
  const header = await vaultHeader();
  return header !== undefined && (await mayBeOurs(ceremony, header));
}
