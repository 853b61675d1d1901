/** The window that asks one question: opening it, closing it, and telling it what to show. */
import { APPROVAL_PORT, type ApprovalView, type CeremonyId } from '../../messages/from-user';
import type { Caller } from '../caller';

const SIZE = { width: 420, height: 680 };

type Place = { left?: number; top?: number };

const ports = new Map<CeremonyId, chrome.runtime.Port>();
/** Those whose window has shown that its page is there. */
const connected = new Set<CeremonyId>();

/** So long a window is given for its page to connect, each time anew: it may have come while the extension was loaded. */
const LOADED_AGAIN_AFTER_MS = [3_000, 5_000, 12_000];

/** Opens the window over the page that asks. Rejects if Chrome does not open it. */
export async function openApprovalWindow(id: CeremonyId, { windowId }: Caller): Promise<number> {
  const place = await placeOver(windowId);
  const window = await (place ? open(id, place).catch(() => open(id)) : open(id));
  if (window?.id === undefined) throw new Error('the approval window did not open');
  loadUntilConnected(id).catch(reportError);
  return window.id;
}

/** A window that stays blank asks nobody: its page is loaded anew, unless it has connected or is gone. */
async function loadUntilConnected(id: CeremonyId): Promise<void> {
  for (const ms of LOADED_AGAIN_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const tab = connected.has(id) ? undefined : await findTab(id);
    if (tab?.id === undefined) return;
    await loadAgain(tab.id, tab.url, addressOf(id));
  }
}

/** To go where a tab is already, is for Chrome to go to a fragment of its document: that stays as blank as it is. */
async function loadAgain(tabId: number, current: string | undefined, url: string): Promise<void> {
  if (current === url) await chrome.tabs.reload(tabId);
  else await chrome.tabs.update(tabId, { url });
}

/** Chrome refuses a place that is mostly off the screen; without one it chooses for itself. */
function open(id: CeremonyId, place: Place = {}): Promise<chrome.windows.Window | undefined> {
  return chrome.windows.create({ type: 'popup', url: addressOf(id), focused: true, ...SIZE, ...place });
}

/** The ceremony's window, where a worker was stopped before it could note the window's number. */
export async function findApprovalWindow(id: CeremonyId): Promise<number | undefined> {
  return (await findTab(id))?.windowId;
}

async function findTab(id: CeremonyId): Promise<chrome.tabs.Tab | undefined> {
  const tabs = await chrome.tabs.query({});
  return tabs.find(({ url, pendingUrl }) => addressOf(id) === (pendingUrl || url));
}

export async function isOpen(windowId: number): Promise<boolean> {
  return (await chrome.windows.get(windowId).catch(ignoreMissingWindow)) !== undefined;
}

/** Brings a waiting window to the front. */
export async function focusWindow(windowId: number | undefined): Promise<void> {
  if (windowId === undefined) return;
  const window = await chrome.windows.get(windowId).catch(ignoreMissingWindow);
  const unfolded = window?.state === 'minimized' ? { state: 'normal' as const } : {};
  await chrome.windows.update(windowId, { focused: true, ...unfolded }).catch(ignoreMissingWindow);
}

export async function closeWindow(windowId: number | undefined): Promise<void> {
  if (windowId !== undefined) await chrome.windows.remove(windowId).catch(ignoreMissingWindow);
}

/** The ceremony that a port from an approval window is about, or nothing for other ports. */
export function ceremonyOfPort(port: chrome.runtime.Port): CeremonyId | undefined {
  return port.name.startsWith(APPROVAL_PORT) ? port.name.slice(APPROVAL_PORT.length) : undefined;
}

export function rememberApprovalPort(id: CeremonyId, port: chrome.runtime.Port): void {
  ports.set(id, port);
  connected.add(id);
  port.onDisconnect.addListener(() => forgetApprovalPort(id, port));
}

/** The window connects anew, and after some tries says that nobody answers. */
export function hangUp(id: CeremonyId, port: chrome.runtime.Port): void {
  forgetApprovalPort(id, port);
  port.disconnect();
}

function forgetApprovalPort(id: CeremonyId, port: chrome.runtime.Port): void {
  if (ports.get(id) === port) ports.delete(id);
}

/** Shows a view in the ceremony's window, if it is connected. If not, it asks when it connects. */
export function show(id: CeremonyId, view: ApprovalView): boolean {
  const port = ports.get(id);
  port?.postMessage(view);
  return port !== undefined;
}

function addressOf(id: CeremonyId): string {
  return chrome.runtime.getURL(`approval/approval.html#${id}`);
}

/**
 * The middle of the asking window, as far down as it still covers the approval window. Where nobody knows
 * which window asks, it is the one in front.
 */
async function placeOver(windowId: number | undefined): Promise<Place | undefined> {
  const asking = await (windowId === undefined
    ? chrome.windows.getLastFocused()
    : chrome.windows.get(windowId)
  ).catch(ignoreMissingWindow);
  const { left, top, width, height } = asking ?? {};
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    return undefined;
  return {
    left: left + Math.max(0, Math.round((width - SIZE.width) / 2)),
    top: Math.max(0, top + Math.max(0, Math.min(80, height - SIZE.height))),
  };
}

/** The user may close any window at any time; then there is nothing left to do with it. */
function ignoreMissingWindow(): undefined {
  return undefined;
}
