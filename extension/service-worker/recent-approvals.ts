/**
 * What the user has approved in the last minutes, for the session only. A site may add a key on the
 * strength of it without asking: it is the same person, at the same place, who has just signed in.
 */
import { forgetAllInSession, forgetInSession, keepInSession, sessionItem, sessionKeys } from './session';
import type { Standing } from './standing-approvals';

const PREFIX = 'recent.';
const LIFETIME = 5 * 60 * 1000;

export async function noteApproval(approved: Standing): Promise<void> {
  for (const key of await sessionKeys(PREFIX)) {
    if (!isRecent(await sessionItem(key))) await forgetInSession(key);
  }
  await keepInSession(keyOf(approved), Date.now());
}

export async function wasJustApproved(asked: Standing): Promise<boolean> {
  return isRecent(await sessionItem(keyOf(asked)));
}

/** Forgets all of them: when the user locks, nothing follows from what they did before. */
export function forgetApprovals(): Promise<void> {
  return forgetAllInSession(PREFIX);
}

/** Not long ago; and not in the future, where a clock was set back. */
function isRecent(at: unknown): boolean {
  const age = typeof at === 'number' ? Date.now() - at : Number.NaN;
  return age >= 0 && age < LIFETIME;
}

function keyOf({ rpId, origin, topOrigin }: Standing): string {
  return PREFIX + [rpId, origin, topOrigin ?? ''].join(' ');
}
