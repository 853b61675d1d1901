/** The open ports to content scripts, by document: the quick way to answer while the worker lives. */
import type { ToSite } from '../../messages/from-site';
import type { PageCaller } from '../caller';

const ports = new Map<string, chrome.runtime.Port>();

export function rememberPort(documentId: string, port: chrome.runtime.Port): void {
  ports.set(documentId, port);
}

/** Forgets the port, unless the document has opened a newer one. Tells whether it was the newest. */
export function forgetPort(documentId: string, port: chrome.runtime.Port): boolean {
  return ports.get(documentId) === port && ports.delete(documentId);
}

/** Sends to the document that asked, and to no other page its tab may show by now. */
export async function deliverToDocument(reply: ToSite, { tabId, documentId }: PageCaller): Promise<Delivery> {
  const port = ports.get(documentId);
  if (port) {
    port.postMessage(reply);
    return 'sent';
  }
  return (await isHeard(reply, tabId, documentId)) ? 'heard' : 'document-gone';
}

/** Whether the document that asked still exists. */
export async function isDocumentThere({ tabId, documentId }: PageCaller): Promise<boolean> {
  if (ports.has(documentId)) return true;
  return isHeard({ kind: 'still-there' }, tabId, documentId);
}

/** `sent`: the document will say when its page has it. `heard`: it has it, now or since before. */
export type Delivery = 'sent' | 'heard' | 'document-gone';

async function isHeard(message: unknown, tabId: number, documentId: string): Promise<boolean> {
  try {
    await chrome.tabs.sendMessage(tabId, message, { documentId });
    return true;
  } catch {
    // Chrome's only answer for a document, frame or tab that is no more.
    return false;
  }
}
