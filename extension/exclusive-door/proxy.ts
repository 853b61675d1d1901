/**
 * The exclusive door: `chrome.webAuthenticationProxy`, with which the browser lets one extension answer every
 * call of WebAuthn in its place. This is the only file that speaks to it. It keeps nothing: the browser
 * remembers through a stopped worker that we are attached, and what it has asked.
 */
import { NOT_ALLOWED } from '../messages/not-allowed';

/** What the browser has asked, and the number by which it is answered. */
export type Proxied = { kind: 'create' | 'get'; id: number };

export type ProxyEvents = {
  /** `details` is JSON that the browser has written. */
  asked(proxied: Proxied, details: string): void;
  /** The page has aborted. The browser says nothing when a page leaves. */
  canceled(id: number): void;
};

export type ProxyAnswer = { credential: object } | { error: { name: string; message: string } };

/** `taken`: another extension has the place. `refused`: whatever else keeps us from it. */
export type Attached = 'attached' | 'taken' | 'refused';

/** Must be called as the worker starts, or its events start it in vain. Browsers without the door have none. */
export function listenToBrowser({ asked, canceled }: ProxyEvents): void {
  const proxy = proxyOfBrowser();
  if (!proxy) return;
  proxy.onCreateRequest.addListener(({ requestId, requestDetailsJson }) =>
    asked({ kind: 'create', id: requestId }, requestDetailsJson),
  );
  proxy.onGetRequest.addListener(({ requestId, requestDetailsJson }) =>
    asked({ kind: 'get', id: requestId }, requestDetailsJson),
  );
  proxy.onRequestCanceled.addListener(canceled);
  // Xenon verifies its user by the passphrase.
  proxy.onIsUvpaaRequest.addListener(({ requestId }) => {
    proxy.completeIsUvpaaRequest({ requestId, isUvpaa: true }).catch(reportError);
  });
}

/** Takes the place, or keeps it. Versions of Chrome reject with the reason or resolve with it. */
export async function attach(): Promise<Attached> {
  const proxy = proxyOfBrowser();
  if (!proxy) return 'refused';
  const trouble = await proxy.attach().then(wordsOf, wordsOf);
  if (trouble === undefined) return 'attached';
  return trouble.includes('already attached') ? 'taken' : 'refused';
}

/** Leaves the place. What the browser has asked and nobody has answered, it aborts. */
export async function detach(): Promise<void> {
  await proxyOfBrowser()?.detach();
}

/** Answers; tells whether the browser has taken it. A credential that it does not take leaves no page waiting. */
export async function complete(proxied: Proxied, answer: ProxyAnswer): Promise<boolean> {
  const isTaken = await send(proxied, answer);
  if (!isTaken && 'credential' in answer) await send(proxied, NOT_TAKEN);
  return isTaken;
}

const NOT_TAKEN = { error: { name: 'NotAllowedError', message: NOT_ALLOWED } };

async function send({ kind, id: requestId }: Proxied, answer: ProxyAnswer): Promise<boolean> {
  const details =
    'credential' in answer
      ? { requestId, responseJson: JSON.stringify(answer.credential) }
      : { requestId, error: answer.error };
  const proxy = proxyOfBrowser();
  try {
    await (kind === 'create' ? proxy?.completeCreateRequest(details) : proxy?.completeGetRequest(details));
    return true;
  } catch {
    // The browser knows the request no more, or cannot read the credential.
    return false;
  }
}

/** Not every browser has it. */
function proxyOfBrowser(): typeof chrome.webAuthenticationProxy | undefined {
  return chrome.webAuthenticationProxy;
}

function wordsOf(said: unknown): string | undefined {
  if (said instanceof Error) return said.message;
  return typeof said === 'string' && said !== '' ? said : undefined;
}
