/** Calls of `navigator.credentials` that a test makes in a page of its own choice. */
import type { Frame, Page } from 'playwright-core';

/** What a page's promise came to, as far as it can leave the page. */
export type Outcome = { credential: CredentialJson } | { error: { name: string; message: string } };

export type CredentialJson = {
  id: string;
  response: {
    clientDataJSON: string;
    authenticatorData: string;
    userHandle?: string;
    /** Of a new key. */
    attestationObject?: string;
  };
};

export type CallOptions = { publicKey: object; abort?: boolean };

declare global {
  /** In the page: the outcomes of its calls, by the name that the test gave them. */
  var outcomes: Record<string, Promise<unknown>>;
  var aborter: AbortController;
}

export const CREATION = {
  rp: { name: 'Console' },
  user: { id: 'dXNlcg', name: 'alice', displayName: 'Alice' },
  challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZQ',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};

export const REQUEST = { challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZQ' };

/** Calls, and returns while the promise is still pending. `members` are the options beside `publicKey`. */
export async function call(
  where: Page | Frame,
  kind: 'create' | 'get',
  publicKey: object,
  name = 'call',
  members: object = {},
): Promise<void> {
  await where.evaluate(startCall, { kind, publicKey, name, members });
}

/** What the call came to; waits for it. */
export function outcomeOf(where: Page | Frame, name = 'call'): Promise<Outcome> {
  return where.evaluate((called) => outcomes[called], name) as Promise<Outcome>;
}

/** The flags byte of the credential that a call came to; waits for it. */
export async function flagsOf(where: Page | Frame, name = 'call'): Promise<number> {
  const outcome = await outcomeOf(where, name);
  if (!('credential' in outcome)) throw new Error(`${outcome.error.name}: ${outcome.error.message}`);
  return Buffer.from(outcome.credential.response.authenticatorData, 'base64url')[32] ?? 0;
}

/** `name: message` of what the call rejected with, or the word "credential". */
export async function errorOf(where: Page | Frame, name = 'call'): Promise<string> {
  const outcome = await outcomeOf(where, name);
  return 'error' in outcome ? `${outcome.error.name}: ${outcome.error.message}` : 'credential';
}

/** The call's promise has not settled yet. */
export function isPending(where: Page | Frame, name = 'call'): Promise<boolean> {
  return where.evaluate(
    async (called) => (await Promise.race([outcomes[called], 'pending'])) === 'pending',
    name,
  );
}

export async function abort(page: Page, reason: string): Promise<void> {
  await page.evaluate((given) => aborter.abort(new RangeError(given)), reason);
}

type StartedCall = { kind: 'create' | 'get'; publicKey: object; name: string; members: object };

/** Runs in the page. */
function startCall({ kind, publicKey, name, members }: StartedCall) {
  globalThis.aborter = new AbortController();
  const { signal } = aborter;
  const promise =
    kind === 'create'
      ? navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey as never),
          signal,
          ...members,
        })
      : navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never),
          signal,
          ...members,
        });
  globalThis.outcomes ??= {};
  outcomes[name] = promise.then(
    (credential) => ({ credential: (credential as PublicKeyCredential).toJSON() }),
    (error: Error) => ({ error: { name: error.name, message: error.message } }),
  );
}
