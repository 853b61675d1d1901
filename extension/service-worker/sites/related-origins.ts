/** A site's list of other origins that may use its RP ID. What the list means is the engine's to judge. */
import { askerOf, type Caller } from '../caller';
import { engine } from '../engine';
import { jsonAt } from './site-list';

const LIMITS = { mostBytes: 256 * 1024, redirect: 'follow' as const, types: ['application/json'] };
const MOST_MS = 10_000;

/** What is being fetched now, by who asks. */
const fetching = new Map<string, Set<AbortController>>();

/**
 * The list that could let the caller use an RP ID, as JSON. Nothing where the RP ID is the caller's own,
 * where it is nobody's, or where there is no such list: then no more is known than before.
 */
export async function relatedOrigins(rpId: string | undefined, caller: Caller): Promise<unknown> {
  const address = (await engine()).relatedOriginsAddress(rpId, caller.origin);
  return address === undefined ? undefined : fetchedFor(caller, address);
}

/** Nobody waits for it any more. */
export function stopFetchingFor(caller: Caller): void {
  for (const one of fetching.get(askerOf(caller)) ?? []) one.abort();
}

async function fetchedFor(caller: Caller, address: string): Promise<unknown> {
  const aborter = new AbortController();
  const asker = askerOf(caller);
  const those = fetching.get(asker) ?? new Set();
  fetching.set(asker, those.add(aborter));
  try {
    const signal = AbortSignal.any([aborter.signal, AbortSignal.timeout(MOST_MS)]);
    return await jsonAt(address, { ...LIMITS, signal });
  } catch {
    // No server, no list, not in time: for the page they are all one.
    return undefined;
  } finally {
    those.delete(aborter);
    if (those.size === 0) fetching.delete(asker);
  }
}
