import type { ActivityEntry } from '../../messages/activity';
import { engine } from '../engine';
import { unlockedVault, vaultHeader } from '../vault/vault-session';
import { toBytes } from './entry-bytes';
import { keptInbox } from './inbox';
import type { SealedEntry } from './log-store';

const DAY_MS = 24 * 60 * 60_000;

/** The number of days since 1970 at a time in milliseconds. */
export function dayOf(at: number): number {
  return Math.max(0, Math.floor(at / DAY_MS));
}

/** Seals an entry, also while the vault is locked. Nothing where there is no vault that could read it. */
export async function sealed(entry: ActivityEntry): Promise<SealedEntry | undefined> {
  const bytes = toBytes(entry);
  const day = dayOf(entry.at);
  const open = await unlockedVault();
  if (open) return { day, sealed: open.vault.sealActivity(bytes, day) };
  const [header, inbox] = await Promise.all([vaultHeader(), keptInbox()]);
  if (!header || !inbox) return undefined;
  return { day, sealed: (await engine()).sealActivityWhileLocked(header, inbox, bytes, day) };
}
