/** How a ceremony ends. Every request that Xenon took gets exactly one outcome, from here. */
import type { SiteOutcome } from '../../messages/from-site';
import type { EndedBecause } from '../../messages/from-user';
import { noteEnded } from '../activity-log/note';
import { closeWindow, isOpen, show } from '../asking/approval-window';
import { updateBadge } from '../asking/badge';
import { viewOf } from '../asking/question';
import { clearNotification } from '../asking/request-notification';
import { isProxied } from '../caller';
import { noteAdded } from '../keys/added-keys';
import { save } from '../vault/stored-vault';
import { openVault } from '../vault/vault-session';
import { deliver } from './answering';
import {
  type Ceremony,
  findCeremony,
  forgetCeremony,
  fromText,
  isOffered,
  keepCeremony,
} from './ceremony-store';
import { clearDeadline } from './deadlines';
import { refusal } from './refusal';

/** Ends it without a credential. The page learns the outcome, the user the reason. */
export async function endWithout(
  ceremony: Ceremony,
  outcome: SiteOutcome,
  because: EndedBecause,
): Promise<void> {
  await answer(ceremony, outcome, because);
  show(ceremony.id, { show: 'ended', because });
  if (CLOSES_WINDOW.has(because)) await closeWindow(ceremony.windowId);
}

/** Nobody waits any more: there is nothing to answer. */
export async function dropCeremony(ceremony: Ceremony, because: EndedBecause): Promise<void> {
  await retire(ceremony, because);
  show(ceremony.id, { show: 'ended', because });
  await closeWindow(ceremony.windowId);
}

/**
 * Ends it with a credential. What must be durable is stored first; the ceremony is written down as
 * `storing` before, so that a stopped worker's successor finishes it instead of deciding anew.
 */
export async function endWith(ceremony: Ceremony & { progress: Storing }): Promise<void> {
  await endStored(ceremony, await storeFor(ceremony));
}

/** Makes durable what must be, before anything is answered. Tells whether it is. */
export async function storeFor({ id, progress }: Ceremony & { progress: Storing }): Promise<boolean> {
  show(id, { show: 'delivering' });
  const { put, remove, added } = progress;
  try {
    if (put.length > 0) await save({ put: put.map(fromText), remove }, (await openVault()).vault);
  } catch {
    // The reason is the user's to know, when it ends.
    return false;
  }
  if (added) await noteAdded(added);
  return true;
}

/** Answers, once it is known whether everything is stored. */
export async function endStored(
  ceremony: Ceremony & { progress: Storing },
  isStored: boolean,
): Promise<void> {
  const { outcome, added } = ceremony.progress;
  // The page sees what a refusal looks like.
  if (!isStored) return endWithout(ceremony, await refusal(ceremony, 'failed'), 'storage-failed');
  await answer(ceremony, outcome);
  if (added) await updateBadge();
}

/** Sends an answered ceremony's outcome again, for a page that may not have got it. */
export async function answerAgain(ceremony: Ceremony): Promise<void> {
  const { progress } = ceremony;
  if (progress.state === 'answered') await send({ ...ceremony, progress });
}

/** The page has its answer: nobody will ask for it again. A success is kept until the window has said so. */
export async function settle(ceremony: Ceremony): Promise<void> {
  const { id, progress } = ceremony;
  if (progress.state === 'asking') return dropCeremony(ceremony, 'page-aborted');
  const isSuccess = progress.state === 'settled' || 'credential' in progress.outcome;
  if (!isSuccess || !(await hasWindow(ceremony))) return retire(ceremony);
  const settled: Ceremony = { ...ceremony, progress: { state: 'settled' } };
  if (show(id, await viewOf(settled))) await retire(ceremony);
  else await keepCeremony(settled);
}

/**
 * Forgets it; what it had come to is noted. The deadline goes last: should the worker be stopped in between, or the page's word be
 * lost with it, the alarm comes and brings this to an end.
 */
export async function retire(ceremony: Ceremony, because?: EndedBecause): Promise<void> {
  const { id, caller } = ceremony;
  const last = await findCeremony(id);
  await forgetCeremony(id);
  if (last) noteEnded(last, because);
  await clearNotification(id);
  await updateBadge(isOffered(ceremony) ? caller.tabId : undefined);
  await clearDeadline(id);
}

type Storing = Extract<Ceremony['progress'], { state: 'storing' }>;
type Answered = Extract<Ceremony['progress'], { state: 'answered' }>;

/** Where the reason is plain from what the user or the page did, nobody needs to read it. */
const CLOSES_WINDOW = new Set<EndedBecause>(['denied', 'page-aborted', 'page-left']);

/** The page's answer leaves at once; that it left is noted beside, since sending it twice does no harm. */
export async function answer(
  ceremony: Ceremony,
  outcome: SiteOutcome,
  because?: EndedBecause,
): Promise<void> {
  const progress = { state: 'answered' as const, outcome, ...(because && { because }) };
  const answered = { ...ceremony, progress };
  const kept = keepCeremony(answered);
  // A no is noted first: no successor of this worker may ask again and get a yes.
  if (because) await kept;
  await Promise.all([kept, send(answered)]);
  await clearNotification(ceremony.id);
  if (isOffered(ceremony)) await updateBadge(ceremony.caller.tabId);
  else if (ceremony.windowId !== undefined) await updateBadge();
}

async function send(ceremony: Ceremony & { progress: Answered }): Promise<void> {
  const { outcome } = ceremony.progress;
  const delivery = await deliver({ requestId: ceremony.requestId, ...outcome }, ceremony.caller);
  if (delivery === 'document-gone') await dropCeremony(ceremony, 'page-left');
  const isOver = 'credential' in outcome || isProxied(ceremony.caller);
  if (delivery === 'heard' && isOver) await settle(ceremony);
}

async function hasWindow({ windowId }: Ceremony): Promise<boolean> {
  return windowId !== undefined && isOpen(windowId);
}
