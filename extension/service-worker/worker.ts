/**
 * The service worker: every event that Chrome sends, and who answers it. Chrome stops this worker
 * after 30 s without events and starts it anew for the next, so listeners are added at once and
 * nothing of value is kept in variables.
 */
import { listenToBrowser } from '../exclusive-door/proxy';
import { type RequestId, SITE_PORT } from '../messages/from-site';
import type { CeremonyId, EndedBecause, FromApproval, FromUser } from '../messages/from-user';
import { isAsking, parseFromSite } from '../messages/parse-from-site';
import { ceremonyOfPort, hangUp, rememberApprovalPort, show } from './asking/approval-window';
import { updateBadge } from './asking/badge';
import { viewOf } from './asking/question';
import { ceremonyOfNotification, clearNotification, notify } from './asking/request-notification';
import { type Caller, callerOf, isOwnPage, type PageCaller } from './caller';
import { isStillThere } from './ceremonies/answering';
import { denyWaiting, showWaiting } from './ceremonies/ceremony-commands';
import {
  allCeremonies,
  type Ceremony,
  ceremonyId,
  findCeremony,
  keepCeremony,
} from './ceremonies/ceremony-store';
import { ceremonyOfAlarm } from './ceremonies/deadlines';
import { dropCeremony, endWithout, retire, settle } from './ceremonies/end-ceremony';
import { refusal } from './ceremonies/refusal';
import { rehearse } from './ceremonies/rehearsal';
import { resume, takeRequest } from './ceremonies/take-request';
import { takeSignal } from './ceremonies/take-signal';
import { takeU2f } from './ceremonies/take-u2f';
import { engine } from './engine';
import { isDoorAlarm, standAgain, takePlace, takePlaceAtStart } from './exclusive-door/exclusive-door';
import { dropProxied, takeProxied } from './exclusive-door/take-proxied';
import { greet } from './greeting';
import { isPurge, purgeDeleted } from './keys/deleted-keys';
import { inTurn } from './serial';
import { installIntoOpenTabs } from './sites/open-tabs';
import { stopFetchingFor } from './sites/related-origins';
import { forgetPort, rememberPort } from './sites/site-ports';
import { isLeftToBrowser } from './sites/site-rules';
import { registerStandAside } from './sites/stand-aside';
import { carryOut } from './user-commands';
import { isAutoLock, lockIfLeft } from './vault/auto-lock';
import { lockVault } from './vault/vault-commands';
import { unlockedVault } from './vault/vault-session';

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === SITE_PORT) acceptSite(port);
  else if (port.sender && isOwnPage(port.sender)) acceptApproval(port);
  else port.disconnect();
});

chrome.runtime.onMessage.addListener((message: FromUser, sender, respond) => {
  if (!isOwnPage(sender)) return false;
  void carryOut(message).then(respond);
  return true;
});

chrome.windows.onRemoved.addListener((windowId) => {
  run(async () => {
    const ceremony = (await allCeremonies()).find((one) => one.windowId === windowId);
    if (ceremony) await windowClosed(ceremony.id);
  });
});

chrome.alarms.onAlarm.addListener((alarm) => {
  const id = ceremonyOfAlarm(alarm);
  if (id) run(() => inTurn(id, () => timeOut(id)));
  if (isAutoLock(alarm)) run(() => lockIfLeft(alarm, lockVault));
  if (isPurge(alarm)) run(purgeDeleted);
  if (isDoorAlarm(alarm)) run(takePlace);
});

listenToBrowser({
  asked: (proxied, details) => run(() => takeProxied(proxied, details)),
  canceled: (id) => run(() => dropProxied(id)),
});

chrome.idle.onStateChanged.addListener((state) => {
  if (state === 'locked') run(lockVault);
});

chrome.notifications.onClicked.addListener((name) => {
  const id = ceremonyOfNotification(name);
  // One that has ended meanwhile has taken its notification along.
  if (id) run(() => showWaiting(id).catch(() => clearNotification(id)));
});

chrome.runtime.onInstalled.addListener(({ reason }) => {
  run(async () => {
    await closeStorageToPages();
    await registerStandAside();
    await installIntoOpenTabs();
  });
  if (reason === 'install') run(greet);
});

chrome.runtime.onStartup.addListener(() => {
  run(closeStorageToPages);
  run(registerStandAside);
});

// After a start of the browser, an update, and when the extension was switched off for a while.
run(takePlaceAtStart);

function acceptSite(port: chrome.runtime.Port): void {
  const caller = port.sender && callerOf(port.sender);
  if (!caller) {
    port.onMessage.addListener((message) => leaveToBrowser(port, message));
    return;
  }
  rememberPort(caller.documentId, port);
  prepareFor(caller);
  port.onMessage.addListener((message) => run(() => hearSite(message, caller)));
  port.onDisconnect.addListener(() => {
    if (!forgetPort(caller.documentId, port)) return;
    stopFetchingFor(caller);
    run(() => documentLeft(caller));
  });
}

/**
 * A line is opened to ask: what any request needs is on its way before the request is read. The engine comes
 * last, since it keeps this thread busy while the stores answer.
 */
function prepareFor(caller: PageCaller): void {
  run(() => Promise.all([isLeftToBrowser(caller), unlockedVault(), engine()]));
}

/**
 * No page of the web, or one that Chrome does not vouch for: the browser's own answer is right. The
 * port ends with it, since a page that is prerendered now may be one to answer when it asks again.
 */
function leaveToBrowser(port: chrome.runtime.Port, message: unknown): void {
  const request = parseFromSite(message);
  if (request && isAsking(request)) {
    port.postMessage({ requestId: request.requestId, outcome: 'browser' });
    port.disconnect();
  }
}

async function hearSite(message: unknown, caller: PageCaller): Promise<void> {
  const heard = parseFromSite(message);
  if (heard?.kind === 'create' || heard?.kind === 'get') await takeRequest(heard, caller);
  if (heard?.kind === 'u2f-register' || heard?.kind === 'u2f-sign') await takeU2f(heard, caller);
  // A document has one request at a time: what is being fetched was for this one.
  if (heard?.kind === 'cancel') stopFetchingFor(caller);
  if (heard?.kind === 'cancel') await inCeremony(caller, heard.requestId, abandon('page-aborted'));
  if (heard?.kind === 'prepare' && !(await isLeftToBrowser(caller))) await rehearse();
  if (heard?.kind === 'browser-answered') await standAgain(ceremonyId(caller, heard.requestId));
  if (heard?.kind === 'signal') await takeSignal(heard.signal, caller);
  if (heard?.kind === 'settled') await inCeremony(caller, heard.requestId, settle);
}

function inCeremony(
  caller: Caller,
  requestId: RequestId,
  work: (ceremony: Ceremony) => Promise<void>,
): Promise<void> {
  const id = ceremonyId(caller, requestId);
  return inTurn(id, async () => {
    const ceremony = await findCeremony(id);
    if (ceremony) await work(ceremony);
  });
}

/** The document is gone, or asleep in the back-forward cache: nobody waits for its answers. */
async function documentLeft({ documentId }: PageCaller): Promise<void> {
  const left = (await allCeremonies()).filter(
    ({ caller, progress }) => caller.documentId === documentId && progress.state !== 'settled',
  );
  await Promise.all(left.map((one) => inCeremony(one.caller, one.requestId, abandon('page-left'))));
}

function abandon(because: EndedBecause): (ceremony: Ceremony) => Promise<void> {
  return (ceremony) => dropCeremony(ceremony, because);
}

function acceptApproval(port: chrome.runtime.Port): void {
  const id = ceremonyOfPort(port);
  if (!id) {
    port.disconnect();
    return;
  }
  rememberApprovalPort(id, port);
  // That there is a regular message keeps this worker alive; it needs no answer.
  port.onMessage.addListener((said: FromApproval) => {
    if (said.kind === 'attention') run(() => inTurn(id, () => attend(id, said.isUnseen)));
  });
  run(() => inTurn(id, () => presentOn(port, id)));
}

/** A window that could not be told what to show would stay blank. */
async function presentOn(port: chrome.runtime.Port, id: CeremonyId): Promise<void> {
  try {
    await present(id, port.sender?.tab?.windowId);
  } catch (error) {
    hangUp(id, port);
    throw error;
  }
}

/** A request that waits behind other windows is told of outside of them. */
async function attend(id: CeremonyId, isUnseen: boolean): Promise<void> {
  const ceremony = await findCeremony(id);
  if (isUnseen && ceremony?.progress.state === 'asking') await notify(ceremony);
  else await clearNotification(id);
}

/** Tells a window that has just connected what to show; a stopped worker's work goes on. */
async function present(id: CeremonyId, windowId: number | undefined): Promise<void> {
  const ceremony = await findCeremony(id);
  if (!ceremony) return void show(id, { show: 'ended', because: 'unknown' });
  if (ceremony.progress.state === 'settled') return settle(ceremony);
  if (!(await isStillThere(ceremony.caller))) return dropCeremony(ceremony, 'page-left');
  // The worker that opened the window may have been stopped before it could note this.
  const isNoted = windowId === undefined || ceremony.windowId !== undefined;
  const noted = isNoted ? undefined : keepCeremony({ ...ceremony, windowId });
  const [view] = await Promise.all([viewOf(ceremony), noted]);
  show(id, view);
  await resume(ceremony);
}

/** Closing the window is a no; whoever has decided before has only read what came of it. */
async function windowClosed(id: CeremonyId): Promise<void> {
  await denyWaiting(id);
  await inTurn(id, async () => {
    const ceremony = await findCeremony(id);
    if (ceremony) await resume(ceremony);
  });
}

/** No ceremony outlives its deadline, in whatever state a stopped worker has left it. */
async function timeOut(id: CeremonyId): Promise<void> {
  const ceremony = await findCeremony(id);
  if (!ceremony) return updateBadge();
  if (ceremony.progress.state === 'asking')
    return endWithout(ceremony, await refusal(ceremony, 'timed-out'), 'timeout');
  await resume(ceremony);
  await retire(ceremony);
}

/** Content scripts have no business with what is stored here; the setting outlives the browser. */
async function closeStorageToPages(): Promise<void> {
  await chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/**
 * Runs what an event started. What fails here has been told to the page and the user already, as far
 * as they can be told; Chrome lists it under the extension's errors.
 */
function run(work: () => Promise<unknown>): void {
  work().catch((error: unknown) => {
    reportError(error);
  });
}
