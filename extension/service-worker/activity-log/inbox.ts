/**
 * Where a locked vault's entries go: a public key of the vault's, in `chrome.storage.local`. It is written
 * again at each unlocking if it is not what the vault says.
 */
import type { Vault } from '../engine';
import { readLocal, writeLocal } from '../local-area';

const KEY = 'activity.inbox';

export async function keepInbox(vault: Vault): Promise<void> {
  const inbox = vault.activityInbox().toBase64();
  const { [KEY]: kept } = await readLocal(KEY);
  if (kept !== inbox) await writeLocal({ [KEY]: inbox });
}

/** Nothing before the vault was open for the first time, or where it is damaged. */
export async function keptInbox(): Promise<Uint8Array | undefined> {
  const { [KEY]: kept } = await readLocal(KEY);
  return typeof kept === 'string' && /^[\w+/]{43}=$/.test(kept) ? Uint8Array.fromBase64(kept) : undefined;
}
