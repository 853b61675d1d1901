/**
 * What the user has approved in the last minutes, for the session only. A site may add a key on the
 * strength of it without asking: it is the same person, at the same place, who has just signed in.
 */
import { RecentNotes } from './recent-notes';
import type { Standing } from './standing-approvals';

const approvals = new RecentNotes('recent.', 5 * 60 * 1000);

export function noteApproval(approved: Standing): Promise<void> {
  return approvals.note(nameOf(approved));
}

export function wasJustApproved(asked: Standing): Promise<boolean> {
  return approvals.has(nameOf(asked));
}

/** Forgets all of them: when the user locks, nothing follows from what they did before. */
export function forgetApprovals(): Promise<void> {
  return approvals.forgetAll();
}

function nameOf({ rpId, origin, topOrigin }: Standing): string {
  return [rpId, origin, topOrigin ?? ''].join(' ');
}
