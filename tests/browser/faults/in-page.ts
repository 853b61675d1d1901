/** What runs in pages. Each function is sent there as text, so it uses nothing from outside. */
import type { FromUser } from '../../../extension/messages/from-user';

/** What the browser forgets when it ends: the open vault, and *Don't ask again*. */
export type Session = Record<string, unknown>;

/** Makes a key; gives its id, or the name of the error. */
export async function makeKey(name: string): Promise<{ id: string } | { error: string }> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: new Uint8Array(32),
    rp: { name: 'Faults' },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
  };
  try {
    const credential = await navigator.credentials.create({ publicKey });
    return { id: (credential as PublicKeyCredential).id };
  } catch (error) {
    return { error: (error as Error).name };
  }
}

/** Makes key after key, and tells each as soon as the page has it. */
export async function makeKeys(prefix: string): Promise<void> {
  for (let count = 0; ; count += 1) {
    const name = `${prefix}, ${count}`;
    const publicKey: PublicKeyCredentialCreationOptions = {
      challenge: new Uint8Array(32),
      rp: { name: 'Faults' },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
    };
    await navigator.credentials.create({ publicKey });
    (globalThis as unknown as { told(name: string): void }).told(name);
  }
}

/** Signs in with that key; gives the name of the error, or nothing. */
export async function signIn(id: string): Promise<string | undefined> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: new Uint8Array(32),
    userVerification: 'discouraged',
    allowCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64(id, { alphabet: 'base64url' }) }],
  };
  try {
    await navigator.credentials.get({ publicKey });
    return undefined;
  } catch (error) {
    return (error as Error).name;
  }
}

export function send(command: FromUser): Promise<unknown> {
  return chrome.runtime.sendMessage(command);
}

export function readSession(): Promise<Session> {
  return chrome.storage.session.get(null);
}

/** Without what says how old the stores are, which a new session of the browser does not know. */
export async function writeSession({ 'vault.generation': _, ...session }: Session): Promise<void> {
  await chrome.storage.session.set(session);
}

/** Writes what is of no use, and lengthens the journal of local storage. */
export async function fillLocal(): Promise<void> {
  await chrome.storage.local.set({ filler: 'x'.repeat(20_000) });
  await chrome.storage.local.remove('filler');
}

export async function areStoresAlike(): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('xenon');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction(['vault', 'records']);
  const manifest = transaction.objectStore('vault').get('manifest');
  const records = transaction.objectStore('records').getAll();
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
  const mirror = await chrome.storage.local.get<Record<string, unknown>>(null);
  const count = Object.keys(mirror).filter((key) => key.startsWith('record.')).length;
  const isSame = ({ id, sealed }: { id: string; sealed: Uint8Array }) =>
    (mirror[`record.${id}`] as { sealed: string } | undefined)?.sealed === sealed.toBase64();
  const isManifestSame = mirror['vault.manifest'] === (manifest.result as Uint8Array | undefined)?.toBase64();
  return isManifestSame && count === records.result.length && records.result.every(isSame);
}

/** How many records the mirror has; the stores are compared elsewhere. */
export async function countRecords(): Promise<number> {
  const mirror = await chrome.storage.local.get<Record<string, unknown>>(null);
  return Object.keys(mirror).filter((key) => key.startsWith('record.')).length;
}
