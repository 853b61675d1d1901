/**
 * Keys that were added without asking, until the user has read of them. For the session only, and no
 * more than which: their sites and accounts are the vault's, which may be locked meanwhile.
 */
import type { KeyId } from '../../messages/from-user';
import { forgetInSession, keepInSession, sessionItems } from '../session';

const PREFIX = 'added.';

export function noteAdded(key: KeyId): Promise<void> {
  return keepInSession(PREFIX + key, key);
}

export async function addedKeys(): Promise<KeyId[]> {
  return (await sessionItems(PREFIX)) as KeyId[];
}

export function forgetAdded(key: KeyId): Promise<void> {
  return forgetInSession(PREFIX + key);
}

/** Their records have other names from now on. */
export async function renameAdded(names: ReadonlyMap<KeyId, KeyId>): Promise<void> {
  for (const key of await addedKeys()) {
    const renamed = names.get(key);
    if (renamed) await noteAdded(renamed);
    await forgetAdded(key);
  }
}
