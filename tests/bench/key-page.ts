/** What runs in the page that is measured. Each function is sent there as text, so it uses nothing from outside. */

/** Makes a discoverable key; the milliseconds are the page's own, around the one call. */
export async function measuredCreate(): Promise<{ ms: number; id: string }> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rp: { name: 'Benchmark' },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name: 'bench', displayName: 'Benchmark' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
  };
  const start = performance.now();
  const credential = await navigator.credentials.create({ publicKey });
  const ms = performance.now() - start;
  return { ms, id: (credential as PublicKeyCredential).id };
}

/** Signs in with the key of that id. */
export async function measuredGet(id: string): Promise<number> {
  const encoded = id.replaceAll('-', '+').replaceAll('_', '/');
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials: [
      { type: 'public-key', id: Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)) },
    ],
    userVerification: 'discouraged',
  };
  const start = performance.now();
  await navigator.credentials.get({ publicKey });
  return performance.now() - start;
}

/** Asks, and tells when, on the clock that all pages of the browser share; how it ends is of no interest. */
export function askForKey(): number {
  const start = performance.timeOrigin + performance.now();
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: new Uint8Array(32),
    rp: { name: 'Benchmark' },
    user: { id: new Uint8Array(16), name: 'bench', displayName: 'Benchmark' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { userVerification: 'discouraged' },
  };
  navigator.credentials.create({ publicKey }).catch(() => undefined);
  return start;
}

/** The echo extension's answer to a word: what any extension needs from page to worker and back. */
export async function measuredEcho(): Promise<number> {
  const answer = new Promise((resolve) => document.addEventListener('echo-answer', resolve, { once: true }));
  const start = performance.now();
  document.dispatchEvent(new CustomEvent('echo-ask', { detail: 'echo' }));
  await answer;
  return performance.now() - start;
}

/** Asks what sites ask before they offer a key. */
export async function askAbilities(): Promise<void> {
  await PublicKeyCredential.isConditionalMediationAvailable();
}

/** Makes the echo extension open a window with an empty page. */
export function askForEmptyWindow(): number {
  const start = performance.timeOrigin + performance.now();
  document.dispatchEvent(new CustomEvent('echo-ask', { detail: 'window' }));
  return start;
}
