/** The document that asks, as Chrome states it. A message body could claim anything. */
export type Caller = {
  origin: string;
  /** The tab's page, where the asking document is a frame in it. */
  topLevelOrigin?: string;
  tabId: number;
  windowId: number;
  documentId: string;
  /** In a private window, of which nothing is written down. */
  incognito?: true;
};

/** Reads who is behind a port or message, or nothing if it is not an active page of the web. */
export function callerOf(sender: chrome.runtime.MessageSender): Caller | undefined {
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
