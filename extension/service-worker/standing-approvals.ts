/**
 * *Don't ask again on this site for 3 hours.* Kept for the session only. It speaks for the user when
 * they have just acted in the page, and never where the site requires a verification.
 */
import { forgetAllInSession, keepInSession, sessionItem } from './session';

const PREFIX = 'standing.';
const LIFETIME = 3 * 60 * 60 * 1000;

/** What an approval stands for: one RP ID, asked for by one origin in one top-level page. */
export type Standing = { rpId: string; origin: string; topOrigin?: string };

export function remember(standing: Standing): Promise<void> {
  return keepInSession(keyOf(standing), Date.now() + LIFETIME);
}

export async function isStanding(standing: Standing): Promise<boolean> {
  const until = await sessionItem(keyOf(standing));
  return typeof until === 'number' && Date.now() < until && until - Date.now() <= LIFETIME;
}

/** Forgets all of them: when the user locks, nothing answers in their name. */
export function forgetAllStanding(): Promise<void> {
  return forgetAllInSession(PREFIX);
}

function keyOf({ rpId, origin, topOrigin }: Standing): string {
  return PREFIX + [rpId, origin, topOrigin ?? ''].join(' ');
}
