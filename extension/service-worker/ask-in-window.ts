/** Asks the user about a ceremony, in a window of its own. */
import { noteUnasked } from './activity-log/note';
import { findApprovalWindow, isOpen, openApprovalWindow } from './approval-window';
import { updateBadge } from './badge';
import { askingCeremonies, type Ceremony, keepCeremony } from './ceremony-store';
import { setDeadline } from './deadlines';
import { endWithout } from './end-ceremony';
import { refusal } from './refusal';
import { notify } from './request-notification';
import { inTurn } from './serial';
import { deliver } from './site-ports';

/** More windows than this at once for one tab would be an attack on the user's patience. */
const WINDOWS_PER_TAB = 3;

export async function askInWindow(ceremony: Ceremony, deadline: number): Promise<void> {
  const { caller, requestId } = ceremony;
  // In turn, since a page's frames can all ask at once.
  const mayAsk = await inTurn(`tab ${caller.tabId}`, async () => {
    if ((await waitingInTab(caller.tabId)) >= WINDOWS_PER_TAB) return false;
    await setDeadline(ceremony.id, deadline);
    await keepCeremony(ceremony);
    return true;
  });
  if (mayAsk) return askOnce(ceremony);
  noteUnasked(ceremony, 'too-many-windows');
  await deliver({ requestId, ...(await refusal(ceremony, 'declined')) }, caller);
}

/**
 * Opens the window, unless a worker that was stopped since has done so. Where Chrome opens none, a
 * notification leads to it, and so does the popup; where that is not shown either, this rejects.
 */
export async function askOnce(ceremony: Ceremony): Promise<void> {
  const { id, caller } = ceremony;
  const windowId =
    ceremony.windowId ??
    (await findApprovalWindow(id)) ??
    (await openApprovalWindow(id, caller).catch(() => notify(ceremony)));
  const asked = { ...ceremony, ...(windowId !== undefined && { windowId }) };
  await keepCeremony(asked);
  await updateBadge();
  if (windowId === undefined) return;
  // Closed before its number was kept, or while no worker lived long enough to act on it.
  if (!(await isOpen(windowId))) await endWithout(asked, await refusal(asked, 'declined'), 'denied');
}

async function waitingInTab(tabId: number): Promise<number> {
  return (await askingCeremonies()).filter(({ caller }) => caller.tabId === tabId).length;
}
