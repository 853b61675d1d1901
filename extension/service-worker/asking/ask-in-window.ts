/** Asks the user about a ceremony, in a window of its own. */
import { noteUnasked } from '../activity-log/note';
import type { Caller } from '../caller';
import { deliver } from '../ceremonies/answering';
import { askingCeremonies, type Ceremony, keepCeremony } from '../ceremonies/ceremony-store';
import { setDeadline } from '../ceremonies/deadlines';
import { endWithout } from '../ceremonies/end-ceremony';
import { refusal } from '../ceremonies/refusal';
import { inTurn } from '../serial';
import { findApprovalWindow, isOpen, openApprovalWindow } from './approval-window';
import { updateBadge } from './badge';
import { notify } from './request-notification';

/** More windows than this at once for one tab, or one origin without one, would be an attack on the user's patience. */
const WINDOWS_AT_ONCE = 3;

export async function askInWindow(ceremony: Ceremony, deadline: number): Promise<void> {
  const { caller, requestId } = ceremony;
  // In turn, since a page's frames can all ask at once.
  const mayAsk = await inTurn(`windows ${crowdOf(caller)}`, async () => {
    if ((await waitingIn(crowdOf(caller))) >= WINDOWS_AT_ONCE) return false;
    await Promise.all([setDeadline(ceremony.id, deadline), keepCeremony(ceremony)]);
    return true;
  });
  if (mayAsk) return askBy(ceremony, await openedFor(ceremony));
  noteUnasked(ceremony, 'too-many-windows');
  await deliver({ requestId, ...(await refusal(ceremony, 'declined')) }, caller);
}

/** Opens the window, unless a worker that was stopped since has done so. */
export async function askOnce(ceremony: Ceremony): Promise<void> {
  const open = ceremony.windowId ?? (await findApprovalWindow(ceremony.id));
  await askBy(ceremony, open ?? (await openedFor(ceremony)));
}

/**
 * Where Chrome opens no window, a notification leads to it, and so does the popup; where that is not shown
 * either, this rejects.
 */
async function openedFor(ceremony: Ceremony): Promise<number | undefined> {
  try {
    return await openApprovalWindow(ceremony.id, ceremony.caller);
  } catch {
    await notify(ceremony);
    return undefined;
  }
}

async function askBy(ceremony: Ceremony, windowId: number | undefined): Promise<void> {
  const asked = { ...ceremony, ...(windowId !== undefined && { windowId }) };
  await keepCeremony(asked);
  await updateBadge();
  if (windowId === undefined) return;
  // Closed before its number was kept, or while no worker lived long enough to act on it.
  if (!(await isOpen(windowId))) await endWithout(asked, await refusal(asked, 'declined'), 'denied');
}

async function waitingIn(crowd: number | string): Promise<number> {
  return (await askingCeremonies()).filter(({ caller }) => crowdOf(caller) === crowd).length;
}

function crowdOf({ tabId, origin }: Caller): number | string {
  return tabId ?? origin;
}
