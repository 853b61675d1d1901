import type { Proxied } from '../exclusive-door/proxy';

/** Who asks, as Chrome states it. A message body could claim anything. It is also who gets the answer. */
export type Caller = PageCaller | ProxiedCaller;

/** A document that asks through its own port: it came in at the page door. */
export type PageCaller = {
  origin: string;
  /** The tab's page, where the asking document is a frame in it. */
  topLevelOrigin?: string;
  tabId: number;
  windowId: number;
  documentId: string;
  /** In a private window, of which nothing is written down. */
  incognito?: true;
};

/** A frame for which the browser itself asks: of its tab and its document it says nothing. */
export type ProxiedCaller = {
  origin: string;
  sameOriginWithAncestors: boolean;
  proxied: Proxied;
  /** Perhaps in a private window: nothing is written down. */
  incognito?: true;
  topLevelOrigin?: undefined;
  tabId?: undefined;
  windowId?: undefined;
  documentId?: undefined;
};

export function isProxied(caller: Caller): caller is ProxiedCaller {
  return 'proxied' in caller;
}

/** Names who asks, for as long as it may ask: a document, or one single request of the browser's. */
export function askerOf(caller: Caller): string {
  return isProxied(caller) ? `proxied${caller.proxied.id}` : caller.documentId;
}

/** Reads who is behind a port or message, or nothing if it is not an active page of the web. */
export function callerOf(sender: chrome.runtime.MessageSender): PageCaller | undefined {
  const { origin, tab, documentId, frameId } = sender;
  if (!origin || origin === 'null' || !documentId || tab?.id === undefined) return undefined;
  if (sender.documentLifecycle !== 'active') return undefined;
  const incognito = tab.incognito && { incognito: true as const };
  const caller = { origin, tabId: tab.id, windowId: tab.windowId, documentId, ...incognito };
  return frameId === 0 ? caller : { ...caller, topLevelOrigin: originOf(tab.url) };
}

/** Whether a message comes from one of this extension's own pages, and not from a content script. */
export function isOwnPage(sender: chrome.runtime.MessageSender): boolean {
  return sender.id === chrome.runtime.id && sender.origin === location.origin;
}

/** The origin of a page's address as pages would serialise it; `null` for opaque ones. */
export function originOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : 'null';
}
