/** Answers a request that the browser has passed on, in its own terms. */
import { complete, type ProxyAnswer } from '../../exclusive-door/proxy';
import type { SiteOutcome, ToSite } from '../../messages/from-site';
import { NOT_ALLOWED } from '../../messages/not-allowed';
import type { ProxiedCaller } from '../caller';
import type { Delivery } from '../sites/site-ports';

/** The browser takes an answer at once, or has no page that waits for it. */
export async function completeProxied(reply: ToSite, { proxied }: ProxiedCaller): Promise<Delivery> {
  return (await complete(proxied, answerOf(reply))) ? 'heard' : 'document-gone';
}

function answerOf(outcome: SiteOutcome): ProxyAnswer {
  switch (outcome.outcome) {
    case 'created':
    case 'signed':
      return { credential: outcome.credential };
    case 'refused':
      return { error: { name: outcome.name, message: outcome.message } };
    // The browser has asked us because we stand before it: it cannot go on with what it has passed on.
    case 'browser':
    case 'u2f-registered':
    case 'u2f-signed':
    case 'u2f-refused':
      return { error: { name: 'NotAllowedError', message: NOT_ALLOWED } };
  }
}
