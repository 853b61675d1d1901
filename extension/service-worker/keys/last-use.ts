/**
 * When keys were last used. It is worth keeping, but no page waits for it and no sign-in fails for
 * it: it is written when the worker has a moment, and is lost if the worker is stopped or the vault locked before.
 */
import { inTurn } from '../serial';
import { update } from '../vault/stored-vault';
import { unlockedVault } from '../vault/vault-session';
import { noteRecords } from '../vault-storage/read-records';
import type { SealedRecord } from '../vault-storage/stored';

/** A page's next request often follows at once; it should not meet our writing. */
const DELAY_MS = 1_000;

const unsaved = new Map<string, SealedRecord>();
let isDue = false;

/** Keeps records that say when their keys were used. */
export function noteUse(used: SealedRecord[]): void {
  if (used.length === 0) return;
  noteRecords(used);
  for (const record of used) unsaved.set(record.id, record);
  if (!isDue) setTimeout(write, DELAY_MS);
  isDue = true;
}

function write(): void {
  isDue = false;
  inTurn('last-use', writeUnsaved).catch(reportError);
}

async function writeUnsaved(): Promise<void> {
  const used = [...unsaved.values()];
  unsaved.clear();
  const open = await unlockedVault();
  if (open) await update(used, open.vault);
}
