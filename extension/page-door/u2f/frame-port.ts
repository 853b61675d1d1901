/**
 * The frame of the old extension, through which pages spoke to it that could not call it. It does not
 * load any more; its window is asked for nothing but taking a MessagePort, so that is what stands in
 * for it.
 */
import { apply, dataOf, defineProperty, get, isObject, onCall, PageProxy } from '../captured';
import {
  frameAddress,
  frameWindow,
  isArray,
  isPort,
  onMessageOf,
  postTo,
  startPort,
} from './captured-for-u2f';
import type { AskU2f } from './desk';
import { answerOldMessage, OLD_EXTENSION_ID } from './old-extension';

const ADDRESS = `chrome-extension://${OLD_EXTENSION_ID}/u2f-comms.html`;

export function offerFramePort(ask: AskU2f): void {
  const native = frameWindow?.get;
  if (!native) return;
  const standIn = { postMessage: (...given: unknown[]) => takePort(given, ask) };
  const called = (real: () => unknown, self: unknown, given: unknown[]) => {
    const found = apply(real, self, given as []);
    return isObject(found) && frameAddress(self) === ADDRESS ? standIn : found;
  };
  const getter = new PageProxy(native as () => unknown, onCall(called));
  defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { ...frameWindow, get: getter });
}

/** `postMessage('init', origin, [port])`, also with the last two in one object. */
function takePort([message, origin, transferred]: unknown[], ask: AskU2f): void {
  const list = isObject(origin) ? get(origin, 'transfer') : transferred;
  const port: unknown = isArray(list) ? list[0] : undefined;
  if (message !== 'init' || !isPort(port)) return;
  onMessageOf(port, 'message', (event) =>
    answerOldMessage(dataOf(event), ask, (response) => postTo(port, response)),
  );
  startPort(port);
  postTo(port, 'ready');
}
