/** What stands in front of the page door and the content script. Each function is put there as text. */

/** In the page door: notes when it sends something away. */
export function markPageDoor(): void {
  const { postMessage } = MessagePort.prototype;
  const posted = function (this: MessagePort, ...args: Parameters<typeof postMessage>) {
    performance.mark('xenon | door sends');
    return postMessage.apply(this, args);
  };
  MessagePort.prototype.postMessage = posted as typeof postMessage;
}

/** In the content script, which has not opened its line to the worker yet. */
export function markContentScript(): void {
  const { connect } = chrome.runtime;
  chrome.runtime.connect = ((...args: Parameters<typeof connect>) => {
    const port = connect.apply(chrome.runtime, args);
    const { postMessage } = port;
    port.postMessage = (message: unknown) => {
      performance.mark('xenon | script sends');
      postMessage.call(port, message);
    };
    const hear = port.onMessage.addListener;
    port.onMessage.addListener = (heard) =>
      hear.call(port.onMessage, (message: unknown, from: chrome.runtime.Port) => {
        performance.mark('xenon | script hears');
        heard(message, from);
      });
    return port;
  }) as typeof connect;
}

export async function markedCreate(): Promise<string> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rp: { name: 'Benchmark' },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name: 'bench', displayName: 'Benchmark' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
  };
  performance.mark('xenon | page calls');
  const credential = await navigator.credentials.create({ publicKey });
  performance.mark('xenon | page has it');
  return (credential as PublicKeyCredential).id;
}

export async function markedGet(id: string): Promise<void> {
  const encoded = id.replaceAll('-', '+').replaceAll('_', '/');
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials: [
      { type: 'public-key', id: Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)) },
    ],
    userVerification: 'discouraged',
  };
  performance.mark('xenon | page calls');
  await navigator.credentials.get({ publicKey });
  performance.mark('xenon | page has it');
}
