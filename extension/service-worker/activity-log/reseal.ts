/**
 * The log of a vault that is sealed anew: for a while each entry lies there twice, so that whichever of the
 * two vaults is open can read it.
 */
import type { Vault } from '../engine';
import { inTurn } from '../serial';
import { rewriteAll, type SealedEntry } from './log-store';

/** What is in an entry, or nothing if it is not the vault's. */
export function opened(vault: Vault, { day, sealed, resealed }: SealedEntry): Uint8Array | undefined {
  return vault.openActivity(sealed, day) ?? (resealed && vault.openActivity(resealed, day));
}

/** Adds to every entry of `from` what `to` will read. */
export function resealAll(from: Vault, to: Vault): Promise<void> {
  return inTurn('activity', () =>
    rewriteAll((entry) => {
      const bytes = opened(from, entry);
      return bytes ? { ...entry, resealed: to.sealActivity(bytes, entry.day) } : entry;
    }),
  );
}

/** Leaves of each entry only what `vault` reads. */
export function dropOthers(vault: Vault): Promise<void> {
  return inTurn('activity', () =>
    rewriteAll((entry) => {
      const { day, sealed, resealed } = entry;
      const isResealed = resealed !== undefined && vault.openActivity(resealed, day) !== undefined;
      return { day, sealed: isResealed ? resealed : sealed };
    }),
  );
}
