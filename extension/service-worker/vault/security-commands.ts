/** How the vault opens and closes, as the page of settings shows and changes it. */
import { AUTO_LOCKS, type AutoLock, type Done, type SecurityState } from '../../messages/from-user';
import { Problem } from '../problem';
import { autoLock, chooseAutoLock } from './auto-lock';
import { vaultState } from './vault-session';
import { waysIn } from './ways-in';

export async function securityState(): Promise<SecurityState> {
  return { vault: await vaultState(), autoLock: await autoLock(), ways: await waysIn() };
}

export async function setAutoLock({ after }: { after: AutoLock }): Promise<Done> {
  if (!AUTO_LOCKS.includes(after)) throw new Problem('failed');
  await chooseAutoLock(after);
  return {};
}
