/**
 * Notes what became of each request. No page waits for it and no ceremony fails for it: it is written when
 * the worker has a moment, and is lost if the worker is stopped before. Incognito windows leave nothing.
 */
import type { ActivityEntry, ActivityReason } from '../../messages/activity';
import type { EndedBecause } from '../../messages/from-user';
import type { Caller } from '../caller';
import { type Ceremony, isOffered } from '../ceremonies/ceremony-store';
import { inTurn } from '../serial';
import { entryOfCeremony, entryOfRequest, type SiteRequest } from './entry';
import { append, type SealedEntry, type Share } from './log-store';
import { dayOf, sealed } from './seal';

/** A page's next request often follows at once; it should not meet our writing. */
const DELAY_MS = 1_000;
/** A page that asks for what it cannot get, again and again, shall not keep us busy. */
const MOST_UNDECIDED_AT_ONCE = 20;

type Noted = { share: Share; entry: () => Promise<ActivityEntry> };

let noted: Noted[] = [];
let isDue = false;

/** A ceremony is over; `because` is what its end is due to, where it was not answered before. */
export function noteEnded(ceremony: Ceremony, because: EndedBecause | undefined): void {
  const { progress } = ceremony;
  // What waits in the popup and nobody takes up was no more than an offer.
  if (progress.state === 'asking' && isOffered(ceremony)) return;
  const reason = reasonOf(progress, because);
  const isUndecided = reason !== undefined && UNDECIDED.has(reason);
  note(ceremony.caller, isUndecided ? 'undecided' : 'decided', (at) =>
    entryOfCeremony(ceremony, { at, because: reason }),
  );
}

/** Nobody was asked about a ceremony. */
export function noteUnasked(ceremony: Ceremony, because: ActivityReason): void {
  note(ceremony.caller, 'undecided', (at) => entryOfCeremony(ceremony, { at, because }));
}

/** A request did not even become a ceremony. */
export function noteRefused(request: SiteRequest, caller: Caller, because: ActivityReason): void {
  note(caller, 'undecided', async (at) => entryOfRequest(request, caller, { at, because }));
}

/** Seals what was noted, before the vault is locked; it is on its way to the disk then. */
export async function sealNoted(): Promise<void> {
  const entries: Record<Share, SealedEntry[]> = { decided: [], undecided: [] };
  for (const { share, entry } of noted.splice(0)) {
    const done = await sealed(await entry());
    if (done) entries[share].push(done);
  }
  if (entries.decided.length + entries.undecided.length > 0)
    inTurn('activity', () => append(entries, dayOf(Date.now()))).catch(reportError);
}

/** Resolves when everything that was noted can be read. */
export async function writeNoted(): Promise<void> {
  await sealNoted();
  await inTurn('activity', async () => undefined);
}

export function forgetNoted(): void {
  noted = [];
}

function note({ incognito }: Caller, share: Share, entryAt: (at: number) => Promise<ActivityEntry>): void {
  if (incognito || (share === 'undecided' && isBusy())) return;
  const at = Date.now();
  noted.push({ share, entry: () => entryAt(at) });
  if (!isDue) setTimeout(write, DELAY_MS);
  isDue = true;
}

function isBusy(): boolean {
  return noted.filter(({ share }) => share === 'undecided').length >= MOST_UNDECIDED_AT_ONCE;
}

function write(): void {
  isDue = false;
  sealNoted().catch(reportError);
}

/** The page ended these, or the time did. */
const UNDECIDED = new Set<ActivityReason>(['page-left', 'page-aborted', 'timeout', 'failed']);

const REASONS: Record<EndedBecause, ActivityReason> = {
  denied: 'denied',
  'page-left': 'page-left',
  'page-aborted': 'page-aborted',
  timeout: 'timeout',
  'handed-to-browser': 'another-device',
  'storage-failed': 'storage-failed',
  'key-exists': 'key-exists',
  'no-key': 'no-key',
  'ask-again': 'another-device',
  'no-key-ask-again': 'no-key',
  failed: 'failed',
  unknown: 'failed',
};

/** Nothing where the page has the credential. What was answered first counts. */
function reasonOf(
  progress: Ceremony['progress'],
  because: EndedBecause | undefined,
): ActivityReason | undefined {
  if (progress.state === 'settled') return undefined;
  const reason = (progress.state === 'answered' ? progress.because : undefined) ?? because;
  return reason && REASONS[reason];
}
