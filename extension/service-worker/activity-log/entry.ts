/** What the activity log says of a request that has ended. */
import type { ActivityEntry, ActivityReason, ActivityResult } from '../../messages/activity';
import { type CeremonyKind, isU2f } from '../../messages/ceremony-kind';
import type { FromSite } from '../../messages/from-site';
import { describe } from '../asking/question';
import type { Caller } from '../caller';
import type { Ceremony } from '../ceremonies/ceremony-store';

export type SiteRequest = Extract<FromSite, { options: unknown }>;

/** `at` is milliseconds since 1970; without a reason it was answered with a credential. */
export type Ending = { at: number; because?: ActivityReason | undefined };

/** Sites choose how long these are; so much of them is enough to recognise it by. */
const LONGEST_NAME = 256;

/** The entry of a request that had become a ceremony. */
export async function entryOfCeremony(ceremony: Ceremony, ending: Ending): Promise<ActivityEntry> {
  const { kind, account, consent } = ceremony;
  const { rpId, origin, topOrigin, user } = await describe(ceremony);
  const name = account ?? (user?.name || user?.displayName);
  return {
    ...endedAs(kind, ending),
    rpId: cut(rpId),
    origin: cut(origin),
    ...(topOrigin && { topOrigin: cut(topOrigin) }),
    ...(name && { account: cut(name) }),
    ...(consent && { consent }),
  };
}

/** The entry of one that could not become any: nobody can say more of it than it said itself. */
export function entryOfRequest(request: SiteRequest, caller: Caller, ending: Ending): ActivityEntry {
  const { origin, topLevelOrigin } = caller;
  const isForeign = topLevelOrigin !== undefined && topLevelOrigin !== origin;
  return {
    ...endedAs(request.kind, ending),
    rpId: cut(wantedBy(request) ?? new URL(origin).hostname),
    origin: cut(origin),
    ...(isForeign && { topOrigin: cut(topLevelOrigin) }),
  };
}

function endedAs(kind: CeremonyKind, { at, because }: Ending) {
  return { at, kind, result: resultOf(kind, because), ...(because && { because }) };
}

/** Where another of the user's authenticators may still answer, the browser asks for it. */
const GOES_ON = new Set<ActivityReason>(['another-device', 'no-key', 'algorithm', 'failed']);

function resultOf(kind: CeremonyKind, because: ActivityReason | undefined): ActivityResult {
  if (!because) return 'done';
  return GOES_ON.has(because) && !isU2f(kind) ? 'browser' : 'failed';
}

function wantedBy(request: SiteRequest): string | undefined {
  if (request.kind === 'create') return request.options.rp.id;
  if (request.kind === 'get') return request.options.rpId;
  const { kind, options } = request;
  const [first] = kind === 'u2f-register' ? options.registerRequests : options.registeredKeys;
  return options.appId ?? first?.appId;
}

/** Between characters, never within one. */
function cut(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).toWellFormed()}…`;
}
