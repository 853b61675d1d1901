/**
 * Requests that the page door has left to the browser while Xenon stands in the exclusive door: when the
 * browser passes one on to us all the same, nobody is asked a second time.
 */
import { forgetInSession, keepInSession, sessionItem, sessionKeys } from './session';

const PREFIX = 'handed-over.';
const LIFETIME = 60_000;

type Handed = { kind: string; options: { challenge: string } };

export async function noteHandedOver(request: Handed, origin: string): Promise<void> {
  for (const key of await sessionKeys(PREFIX)) {
    if (!isRecent(await sessionItem(key))) await forgetInSession(key);
  }
  await keepInSession(await keyOf(request, origin), Date.now());
}

export async function wasHandedOver(request: Handed, origin: string): Promise<boolean> {
  return isRecent(await sessionItem(await keyOf(request, origin)));
}

function isRecent(at: unknown): boolean {
  const age = typeof at === 'number' ? Date.now() - at : Number.NaN;
  return age >= 0 && age < LIFETIME;
}

/** A challenge may be long, and says nothing about its user. */
async function keyOf({ kind, options }: Handed, origin: string): Promise<string> {
  const bytes = new TextEncoder().encode([kind, origin, options.challenge].join(' '));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return PREFIX + new Uint8Array(digest).toBase64();
}
