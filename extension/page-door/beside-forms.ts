/**
 * A conditional sign-in, which Xenon and the browser offer side by side: whichever the user takes up
 * first has answered, and the other is withdrawn.
 */
import { handOver, type PageCall, type Settle } from './browser';
import { abort, createObject, dataProperty, isObject, PageAbortController, signalOf } from './captured';

/** The browser's part. */
export type BrowserBeside = {
  /** Xenon has no answer: whatever comes of the browser is the page's. */
  leaveToIt(): void;
  /** The call has ended. */
  withdraw(): void;
};

/** `ended` is called before the browser settles the promise. */
export function askBeside(call: PageCall, { resolve, reject }: Settle, ended: () => void): BrowserBeside {
  const controller = new PageAbortController();
  const options = createObject(call.options, { signal: dataProperty(signalOf(controller)) });
  let isAlone = false;
  let failed: (() => void) | undefined;
  const fail = (reason: unknown) => {
    ended();
    reject(reason);
  };
  handOver(
    { ...call, options },
    {
      resolve(credential) {
        ended();
        resolve(credential);
      },
      reject(reason) {
        if (isAlone || !isNotAllowed(reason)) fail(reason);
        else failed = () => fail(reason);
      },
    },
  );
  return {
    leaveToIt() {
      isAlone = true;
      failed?.();
    },
    withdraw: () => abort(controller),
  };
}

/** The browser offers nothing; Xenon may still. Every other error is about the call itself. */
function isNotAllowed(reason: unknown): boolean {
  return isObject(reason) && (reason as DOMException).name === 'NotAllowedError';
}
