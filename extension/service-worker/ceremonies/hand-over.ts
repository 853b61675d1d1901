/**
 * Requests that are the browser's to answer. Where Xenon stands in the exclusive door it first steps
 * aside, or the browser would only pass them back.
 */
import { isU2f } from '../../messages/ceremony-kind';
import { closeWindow, focusWindow, show } from '../asking/approval-window';
import { askerOf, type Caller, isProxied } from '../caller';
import { isStanding, standAside } from '../exclusive-door/exclusive-door';
import { inTurn } from '../serial';
import { deliver } from './answering';
import { askingCeremonies, type Ceremony, ceremonyId } from './ceremony-store';
import { answer, dropCeremony, endWithout } from './end-ceremony';
import { noteHandedOver } from './handed-over';
import { refusal } from './refusal';
import type { KeyRequest } from './take-request';

/** Leaves to the browser what Xenon does not take up. */
export async function leaveToBrowser(request: KeyRequest, caller: Caller): Promise<void> {
  const { requestId } = request;
  if (!isProxied(caller) && !isBesideForms(request)) await makeWay(request, caller);
  await deliver({ requestId, outcome: 'browser' }, caller);
  if (isProxied(caller) && !(await otherProxied(caller))) await standAside();
}

/**
 * Ends a ceremony as the browser's. From the page door: the window goes first, so that the page has the
 * focus again. From the exclusive door: the user has to press the site's button again, and reads so. For U2F
 * the browser has nothing.
 */
export async function handToBrowser(
  ceremony: Ceremony,
  because: 'handed-to-browser' | 'no-key',
): Promise<void> {
  const { kind, caller, id } = ceremony;
  if (isU2f(kind)) return endWithout(ceremony, await refusal(ceremony, 'no-key'), 'no-key');
  if (isProxied(caller)) {
    await endWithout(ceremony, { outcome: 'browser' }, ASK_AGAIN[because]);
    return clearTheWay();
  }
  show(id, { show: 'ended', because: 'handed-to-browser' });
  await closeWindow(ceremony.windowId);
  await focusWindow(caller.windowId);
  await clearTheWay(id);
  await answer(ceremony, { outcome: 'browser' }, because);
}

/** For the user, who wants the browser now: other sites' windows are over with it, for the browser drops their requests. */
export async function clearTheWay(ceremony?: Ceremony['id']): Promise<void> {
  if (!(await standAside(ceremony))) return;
  const dropped = (await askingCeremonies()).filter(({ caller, id }) => isProxied(caller) && id !== ceremony);
  // Not waited for: their turns may wait for ours.
  for (const one of dropped) inTurn(one.id, () => dropCeremony(one, 'page-left')).catch(reportError);
}

const ASK_AGAIN = { 'handed-to-browser': 'ask-again', 'no-key': 'no-key-ask-again' } as const;

/** A page alone shall not end what other pages wait for: then the browser passes it back, and gets a no. */
async function makeWay(request: KeyRequest, caller: Caller): Promise<void> {
  if (!(await isStanding())) return;
  if (await otherProxied(caller)) await noteHandedOver(request, caller.origin);
  else await standAside(ceremonyId(caller, request.requestId));
}

/** There the browser has been asked already, beside us, and has said no for as long as we stand in its door. */
function isBesideForms({ kind, mediation }: KeyRequest): boolean {
  return kind === 'get' && mediation === 'conditional';
}

async function otherProxied(than: Caller): Promise<boolean> {
  return (await askingCeremonies()).some(
    ({ caller }) => isProxied(caller) && askerOf(caller) !== askerOf(than),
  );
}
