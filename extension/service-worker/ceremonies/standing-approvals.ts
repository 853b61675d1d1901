/**
 * *Don't ask again on this site for 3 hours*, or until the browser closes. Kept for the session only. It speaks
 * for the user when they have just acted in the page, and never where the site requires a verification.
 */
import type { StandingApproval, StandingId } from '../../messages/sites';
import { forgetAllInSession, forgetInSession, keepInSession, sessionItem, sessionItems } from '../session';

const PREFIX = 'standing.';
const LIFETIME = 3 * 60 * 60 * 1000;

/** What an approval stands for: one RP ID, asked for by one origin in one top-level page. */
export type Standing = { rpId: string; origin: string; topOrigin?: string };

export function remember({ rpId, origin, topOrigin }: Standing): Promise<void> {
  const standing = { rpId, origin, ...(topOrigin && { topOrigin }) };
  const id = idOf(standing);
  return keep({ id, ...standing, until: Date.now() + LIFETIME });
}

export async function isStanding(standing: Standing): Promise<boolean> {
  return counts(await sessionItem(PREFIX + idOf(standing)));
}

/** Those that count now, by site. */
export async function standingApprovals(): Promise<StandingApproval[]> {
  const { compare } = new Intl.Collator();
  const all = (await sessionItems(PREFIX)) as StandingApproval[];
  return all.filter(counts).sort((a, b) => compare(a.rpId, b.rpId) || compare(a.origin, b.origin));
}

/** It counts until the browser closes, or the vault is locked. One that has ended meanwhile stays so. */
export async function keepStanding(id: StandingId): Promise<void> {
  const standing = await sessionItem(PREFIX + id);
  if (counts(standing)) await keep({ ...standing, until: 'browser-exit' });
}

export function endStanding(id: StandingId): Promise<void> {
  return forgetInSession(PREFIX + id);
}

/** Forgets all of them: when the user locks, nothing answers in their name. */
export function forgetAllStanding(): Promise<void> {
  return forgetAllInSession(PREFIX);
}

function keep(standing: StandingApproval): Promise<void> {
  return keepInSession(PREFIX + standing.id, standing);
}

/** Not over; and not further away than it can be, where a clock was set back. */
function counts(stored: unknown): stored is StandingApproval {
  const { until } = (stored ?? {}) as Partial<StandingApproval>;
  if (until === 'browser-exit') return true;
  return typeof until === 'number' && Date.now() < until && until - Date.now() <= LIFETIME;
}

function idOf({ rpId, origin, topOrigin }: Standing): StandingId {
  return [rpId, origin, topOrigin ?? ''].join(' ');
}
