/**
 * `chrome.runtime` as far as the scripts of U2F pages need it: `connect` and `sendMessage` to the old
 * extension. To everybody else's id it answers as where no such extension is. Where the browser gives
 * the page a `chrome.runtime` of its own, that one stays, and only calls for this one id are taken.
 */
import {
  apply,
  dataProperty,
  defineProperty,
  get,
  getOwnPropertyDescriptor,
  isObject,
  onCall,
  PageError,
  PagePromise,
  PageProxy,
} from '../captured';
import { withoutFrames } from '../without-frames';
import { runLater } from './captured-for-u2f';
import type { AskU2f } from './desk';
import { answerOldMessage, OLD_EXTENSION_ID } from './old-extension';
import { closedPort, openPort } from './runtime-port';

type Called = (...given: unknown[]) => unknown;

/** Chrome's words. */
const NOBODY_THERE = 'Could not establish connection. Receiving end does not exist.';

export function offerRuntime(ask: AskU2f): void {
  const { chrome } = globalThis as { chrome?: unknown };
  if (!isObject(chrome)) return;
  const real = get(chrome, 'runtime');
  if (isObject(real)) takeCalls(real, ask);
  else defineProperty(chrome, 'runtime', { ...dataProperty(newRuntime(ask)), enumerable: false });
}

function takeCalls(real: object, ask: AskU2f): void {
  takeFor(real, 'connect', () => openPort(ask));
  takeFor(real, 'sendMessage', (...given) => sent(ask, given));
}

function takeFor(real: object, name: string, ours: Called): void {
  const shape = getOwnPropertyDescriptor(real, name);
  if (typeof shape?.value !== 'function' || !shape.configurable) return;
  const called = (native: Called, self: unknown, given: unknown[]) =>
    given[0] === OLD_EXTENSION_ID ? apply(ours, undefined, given) : apply(native, self, given);
  defineProperty(real, name, { ...shape, value: new PageProxy(shape.value as Called, onCall(called)) });
}

function newRuntime(ask: AskU2f): object {
  const runtime = {
    lastError: undefined as { message: string } | undefined,
    connect: (id: unknown) => (id === OLD_EXTENSION_ID ? openPort(ask) : closedPort()),
    sendMessage: (...given: unknown[]) => (given[0] === OLD_EXTENSION_ID ? sent(ask, given) : notSent(given)),
  };
  return runtime;

  /** The error is there while the callback runs, and at no other time. */
  function notSent(given: unknown[]): unknown {
    const callback = callbackIn(given);
    if (!callback) {
      return new PagePromise((_resolve, reject) => reject(withoutFrames(() => new PageError(NOBODY_THERE))));
    }
    runLater(() => {
      runtime.lastError = { message: NOBODY_THERE };
    }, 0);
    runLater(callback, 0);
    runLater(() => {
      runtime.lastError = undefined;
    }, 0);
    return undefined;
  }
}

function sent(ask: AskU2f, given: unknown[]): unknown {
  const callback = callbackIn(given);
  if (!callback) {
    return new PagePromise((resolve) => answerOldMessage(given[1], ask, resolve));
  }
  answerOldMessage(given[1], ask, (response) => runLater(callback, 0, response));
  return undefined;
}

/** The last argument, behind the id, the message and perhaps options. */
function callbackIn(given: unknown[]): (() => void) | undefined {
  const last = given[given.length - 1];
  return typeof last === 'function' ? (last as () => void) : undefined;
}
