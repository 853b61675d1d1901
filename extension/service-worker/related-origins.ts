/**
 * The one thing that Xenon ever asks the network: a site's list of other origins that may use its RP ID.
 *
 * Nothing of the user goes with it, and every redirect that is not https is stopped by the extension's
 * own policy. What the list means is the engine's to judge.
 */
import type { Caller } from './caller';
import { engine } from './engine';

const MOST_MS = 10_000;
const MOST_BYTES = 256 * 1024;

/** What is being fetched now, by document. */
const fetching = new Map<string, Set<AbortController>>();

/**
 * The list that could let the caller use an RP ID, as JSON. Nothing where the RP ID is the caller's own,
 * where it is nobody's, or where there is no such list: then no more is known than before.
 */
export async function relatedOrigins(rpId: string | undefined, caller: Caller): Promise<unknown> {
  const address = (await engine()).relatedOriginsAddress(rpId, caller.origin);
  return address === undefined ? undefined : fetchedFor(caller, address);
}

/** The document no longer waits. */
export function stopFetchingFor({ documentId }: Caller): void {
  for (const one of fetching.get(documentId) ?? []) one.abort();
}

async function fetchedFor({ documentId }: Caller, address: string): Promise<unknown> {
  const aborter = new AbortController();
  const those = fetching.get(documentId) ?? new Set();
  fetching.set(documentId, those.add(aborter));
  try {
    return await jsonAt(address, AbortSignal.any([aborter.signal, AbortSignal.timeout(MOST_MS)]));
  } catch {
    // No server, no list, not in time: for the page they are all one.
    return undefined;
  } finally {
    those.delete(aborter);
    if (those.size === 0) fetching.delete(documentId);
  }
}

async function jsonAt(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'follow',
    signal,
  });
  if (response.status !== 200 || !isJson(response)) {
    await response.body?.cancel();
    return undefined;
  }
  return JSON.parse(await textOf(response));
}

function isJson({ headers }: Response): boolean {
  const [essence = ''] = (headers.get('content-type') ?? '').split(';');
  return essence.trim().toLowerCase() === 'application/json';
}

/** Stops reading where a list ends that is too long. */
async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('the list is too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
