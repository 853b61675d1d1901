/** Keys that were added without asking, until the user has read of them. For the session only. */
import type { AddedKey, KeyId } from '../messages/from-user';
import { forgetInSession, keepInSession, sessionItems } from './session';

const PREFIX = 'added.';

export function noteAdded(added: AddedKey): Promise<void> {
  return keepInSession(PREFIX + added.key, added);
}

export async function addedKeys(): Promise<AddedKey[]> {
  return (await sessionItems(PREFIX)) as AddedKey[];
}

export function forgetAdded(key: KeyId): Promise<void> {
  return forgetInSession(PREFIX + key);
}
