/**
 * Waiting ceremonies, in `chrome.storage.session`: Chrome stops this worker while people think, so
 * nothing about a ceremony may live in a variable.
 */
import type { Consent } from '../../messages/activity';
import type { CeremonyKind } from '../../messages/ceremony-kind';
import type { Mediation, RequestId, SiteOutcome } from '../../messages/from-site';
import type { CeremonyId, EndedBecause, KeyId } from '../../messages/from-user';
import { askerOf, type Caller } from '../caller';
import { forgetInSession, keepInSession, sessionItem, sessionItems } from '../session';
import type { SealedRecord } from '../vault-storage/stored';

/** The engine's own note of what is asked. Opaque: only the engine reads it. */
export type PendingText = string & { readonly brand: unique symbol };

export type Ceremony = {
  id: CeremonyId;
  requestId: RequestId;
  caller: Caller;
  kind: CeremonyKind;
  mediation: Mediation;
  pending: PendingText;
  /** The approval window, once it is open. */
  windowId?: number;
  /** The name of the account that signs in, once that is decided. */
  account?: string;
  /** Why nobody was asked. */
  consent?: Consent;
  progress: Progress;
};

/**
 * `asking`: the user decides. `storing`: approved, and what must be durable before the reply may
 * not be yet; `added` is what the user is to read afterwards, where they were not asked. `answered`: the reply may leave, again and again, until the page has it. `settled`:
 * the page has it, and the window is still to say so.
 */
export type Progress =
  | { state: 'asking' }
  | { state: 'storing'; outcome: SiteOutcome; put: StoredText[]; remove: KeyId[]; added?: KeyId }
  | { state: 'answered'; outcome: SiteOutcome; because?: EndedBecause }
  | { state: 'settled' };

/** A sealed record as session storage can hold it: its bytes in base64. */
export type StoredText = { id: string; site: string; sealed: string };

const PREFIX = 'ceremony.';

/** One request has one ceremony, however often it is delivered. Ids of other documents never meet. */
export function ceremonyId(caller: Caller, requestId: RequestId): CeremonyId {
  return `${askerOf(caller)}-${requestId}`;
}

export async function findCeremony(id: CeremonyId): Promise<Ceremony | undefined> {
  return (await sessionItem(PREFIX + id)) as Ceremony | undefined;
}

export async function allCeremonies(): Promise<Ceremony[]> {
  return (await sessionItems(PREFIX)) as Ceremony[];
}

/** Those that wait for the user's decision, each in a window of its own. */
export async function askingCeremonies(): Promise<Ceremony[]> {
  return (await allCeremonies()).filter((one) => one.progress.state === 'asking' && !isOffered(one));
}

/** Those that wait in the popup, for as long as their pages do. */
export async function offeredCeremonies(): Promise<Ceremony[]> {
  return (await allCeremonies()).filter((one) => one.progress.state === 'asking' && isOffered(one));
}

/** Whether it disturbs nobody: no window, no deadline. */
export function isOffered({ mediation }: Ceremony): boolean {
  return mediation === 'conditional';
}

export function keepCeremony(ceremony: Ceremony): Promise<void> {
  return keepInSession(PREFIX + ceremony.id, ceremony);
}

export function forgetCeremony(id: CeremonyId): Promise<void> {
  return forgetInSession(PREFIX + id);
}

export const toText = ({ id, site, sealed }: SealedRecord): StoredText => ({
  id,
  site,
  sealed: sealed.toBase64(),
});

export const fromText = ({ id, site, sealed }: StoredText): SealedRecord => ({
  id,
  site,
  sealed: Uint8Array.fromBase64(sealed),
});
