/** Requests that come in at the exclusive door: the same ceremonies as at the page door. */
import { parseDetails, requestIdOfProxied } from '../../exclusive-door/parse-details';
import { complete, type Proxied } from '../../exclusive-door/proxy';
import { NOT_ALLOWED } from '../../messages/not-allowed';
import type { ProxiedCaller } from '../caller';
import { ceremonyId, findCeremony } from '../ceremonies/ceremony-store';
import { dropCeremony } from '../ceremonies/end-ceremony';
import { wasHandedOver } from '../ceremonies/handed-over';
import { takeRequest } from '../ceremonies/take-request';
import { inTurn } from '../serial';
import { stopFetchingFor } from '../sites/related-origins';

const REFUSED = { error: { name: 'NotAllowedError', message: NOT_ALLOWED } };

/**
 * Takes a request up. Whether its user has just acted is not known, so no standing approval answers it;
 * and of its tab nothing is known, so it may be private as soon as any window is.
 */
export async function takeProxied(proxied: Proxied, details: string): Promise<void> {
  const asked = parseDetails(proxied, details);
  if (!asked || (await isOver(asked))) return void (await complete(proxied, REFUSED));
  const caller = callerOfProxied(proxied, asked.vouched);
  if (await isAnyWindowPrivate()) caller.incognito = true;
  await takeRequest({ ...asked.call, userActive: false, ancestorOrigins: [] }, caller);
}

/** The page aborted. */
export async function dropProxied(id: number): Promise<void> {
  const nobody = { origin: '', sameOriginWithAncestors: false };
  const caller = callerOfProxied({ kind: 'get', id }, nobody);
  stopFetchingFor(caller);
  const ceremony = ceremonyId(caller, requestIdOfProxied(id));
  await inTurn(ceremony, async () => {
    const waiting = await findCeremony(ceremony);
    if (waiting) await dropCeremony(waiting, 'page-aborted');
  });
}

type Asked = NonNullable<ReturnType<typeof parseDetails>>;

/** Our own pages ask the browser only for what the computer can do; and nobody is asked twice. */
async function isOver({ call, vouched }: Asked): Promise<boolean> {
  return vouched.origin === location.origin || wasHandedOver(call, vouched.origin);
}

function callerOfProxied(proxied: Proxied, vouched: Asked['vouched']): ProxiedCaller {
  return { ...vouched, proxied };
}

async function isAnyWindowPrivate(): Promise<boolean> {
  return (await chrome.windows.getAll()).some(({ incognito }) => incognito);
}
