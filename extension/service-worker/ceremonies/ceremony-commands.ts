/** The user's decision about a waiting ceremony, from its approval window. */
import { isU2f } from '../../messages/ceremony-kind';
import type { CeremonyId, Done, FromUser } from '../../messages/from-user';
import { focusWindow, isOpen } from '../asking/approval-window';
import { askOnce } from '../asking/ask-in-window';
import { questionOf } from '../asking/question';
import { isProxied } from '../caller';
import { Problem } from '../problem';
import { inTurn } from '../serial';
import { unlockedVault } from '../vault/vault-session';
import { type Ceremony, findCeremony, isOffered } from './ceremony-store';
import { setDeadline } from './deadlines';
import { approve } from './decide';
import { endWithout } from './end-ceremony';
import { handToBrowser } from './hand-over';
import { noteApproval } from './recent-approvals';
import { refusal } from './refusal';
import { remember } from './standing-approvals';
import { resume } from './take-request';

const DONE: Done = {};
/** More than an answer needs on its way to a page. */
const DELIVERY_MS = 60_000;

type Approval = Extract<FromUser, { kind: 'approve' }>;

/** Given twice, it is one approval: what is stored or answered already only goes on. */
export function approveWaiting(approval: Approval): Promise<Done> {
  return inTurn(approval.ceremony, async () => {
    const ceremony = await findCeremony(approval.ceremony);
    if (!ceremony) throw new Problem('ceremony-ended');
    if (ceremony.progress.state === 'asking') await approveAsked(ceremony, approval);
    else await resume(ceremony);
    return DONE;
  });
}

/** Declines for the user: by the button, or by closing the window. */
export function denyWaiting(id: CeremonyId): Promise<Done> {
  return inTurn(id, async () => {
    const ceremony = await findCeremony(id);
    if (ceremony?.progress.state === 'asking')
      await endWithout(ceremony, await refusal(ceremony, 'declined'), 'denied');
    return DONE;
  });
}

export function useAnotherDevice(id: CeremonyId): Promise<Done> {
  return inTurn(id, async () => {
    await handToBrowser(await waiting(id), 'handed-to-browser');
    return DONE;
  });
}

/** Brings its window to the front; opens it where that was not possible before. */
export function showWaiting(id: CeremonyId): Promise<Done> {
  return inTurn(id, async () => {
    const ceremony = await waiting(id);
    const { windowId } = ceremony;
    if (windowId !== undefined && (await isOpen(windowId))) await focusWindow(windowId);
    else if (!isOffered(ceremony)) await askOnce(ceremony);
    return DONE;
  });
}

async function approveAsked(ceremony: Ceremony, approval: Approval): Promise<void> {
  const open = await unlockedVault();
  if (!open) throw new Problem('vault-locked');
  const question = await questionOf(ceremony);
  // First, so that locking, whenever it comes, forgets this as well.
  if (approval.remember && question.mayRemember) await remember(question);
  // What U2F asks for says nothing about passkeys; of a proxied request the page around it is not known.
  if (!isU2f(ceremony.kind) && !isProxied(ceremony.caller)) await noteApproval(question);
  // What has waited in the popup has no deadline so far, and its page may be gone before it hears.
  if (isOffered(ceremony)) await setDeadline(ceremony.id, Date.now() + DELIVERY_MS);
  const account = approval.account ?? question.accounts[0]?.key;
  const accountName = question.accounts.find(({ key }) => key === account)?.userName;
  const { deviceBound } = approval;
  const problem = await approve(ceremony, open, { account, accountName, deviceBound });
  if (problem) throw new Problem(problem);
}

async function waiting(id: CeremonyId): Promise<Ceremony> {
  const ceremony = await findCeremony(id);
  if (ceremony?.progress.state !== 'asking') throw new Problem('ceremony-ended');
  return ceremony;
}
