/** Answers whoever asked, by the door at which they came in. */
import type { ToSite } from '../../messages/from-site';
import type { Caller } from '../caller';
import { isProxied } from '../caller';
import { completeProxied } from '../exclusive-door/complete-proxied';
import { type Delivery, deliverToDocument, isDocumentThere } from '../sites/site-ports';

export function deliver(reply: ToSite, caller: Caller): Promise<Delivery> {
  return isProxied(caller) ? completeProxied(reply, caller) : deliverToDocument(reply, caller);
}

/** Whether somebody still waits. The browser tells when its page aborts, and nothing when it leaves. */
export async function isStillThere(caller: Caller): Promise<boolean> {
  return isProxied(caller) || isDocumentThere(caller);
}
