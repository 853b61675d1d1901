/**
 * The lists that sites keep of the origins that may use their AppIDs. What a list means is the engine's to
 * judge; it only ever keeps origins out that the rule of the same site would let in.
 *
 * A redirect ends the fetch. The rule allows those that carry `FIDO-AppID-Redirect-Authorized: true`, but no
 * script ever sees the headers of a redirect, neither following it nor refusing to. So to us none is
 * authorised, and such a list is as good as none.
 */
import type { U2fRegisterJson, U2fSignJson } from '../../messages/u2f-json';
import type { Caller } from '../caller';
import { engine } from '../engine';
import { jsonAt } from './site-list';

const LIMITS = {
  mostBytes: 64 * 1024,
  redirect: 'error' as const,
  types: ['application/fido.trusted-apps+json', 'application/json'],
};
const MOST_MS = 3_000;

/**
 * Each AppID of a request that may have a list, with its list if it can be had in time. Nothing that the
 * page does ends it sooner: a page that could, would so get rid of a list.
 */
export async function trustedFacets(
  request: U2fRegisterJson | U2fSignJson,
  { origin }: Caller,
): Promise<[string, unknown][]> {
  const signal = AbortSignal.timeout(MOST_MS);
  const addresses = (await engine()).facetLists(request, origin);
  const lists = await Promise.all(addresses.map((address) => listAt(address, signal)));
  return addresses.map((address, index) => [address, lists[index]]);
}

async function listAt(address: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await jsonAt(address, { ...LIMITS, signal });
  } catch {
    // No server, no list, not in time: they are all one.
    return undefined;
  }
}
