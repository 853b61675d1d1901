/**
 * Requests that the page door has left to the browser while Xenon stands in the exclusive door: when the
 * browser passes one on to us all the same, nobody is asked a second time.
 */
import { RecentNotes } from './recent-notes';

const requests = new RecentNotes('handed-over.', 60_000);

type Handed = { kind: string; options: { challenge: string } };

export async function noteHandedOver(request: Handed, origin: string): Promise<void> {
  await requests.note(await nameOf(request, origin));
}

export async function wasHandedOver(request: Handed, origin: string): Promise<boolean> {
  return requests.has(await nameOf(request, origin));
}

/** A challenge may be long, and says nothing about its user. */
async function nameOf({ kind, options }: Handed, origin: string): Promise<string> {
  const bytes = new TextEncoder().encode([kind, origin, options.challenge].join(' '));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return new Uint8Array(digest).toBase64();
}
