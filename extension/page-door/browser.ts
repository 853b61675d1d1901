/** The browser's own `create` and `get`. */
import {
  abortedWith,
  apply,
  createObject,
  dataProperty,
  defineProperty,
  get,
  isObject,
  PagePromise,
  startTimer,
  whenSettled,
} from './captured';
import { withoutFrames } from './without-frames';

export type NativeFunction = (options?: unknown) => Promise<unknown>;

/** One call of the page, as it was: what the browser gets when it is the browser's to answer. */
export type PageCall = { native: NativeFunction; container: unknown; options: object };

export type Settle = { resolve: (value: unknown) => void; reject: (reason: unknown) => void };

/** How long the page may take to get back the focus that the approval window had. */
const REFOCUS_MS = 1_500;
const REFOCUS_STEP_MS = 100;

/**
 * Hands a call over to the browser for good.
 *
 * Chrome refuses a page without focus, and the approval window may have just had it. Only Chrome knows:
 * `document.hasFocus()` is also false in a frame of a focused page. So ask, and ask again.
 */
export function handOver(call: PageCall, { resolve, reject }: Settle, patience = REFOCUS_MS): void {
  const retry = () => handOver(call, { resolve, reject }, patience - REFOCUS_STEP_MS);
  const rejected = (reason: unknown) =>
    patience > 0 && isLackOfFocus(reason) ? startTimer(retry, REFOCUS_STEP_MS) : reject(reason);
  ask(call, call.options, resolve, rejected);
}

/**
 * Lets the browser convert the options, with its own errors, and do nothing else: a call with an
 * aborted signal ends right after the conversion. A valid call also tells whether the browser has read
 * the `uiMode`.
 */
export function judge(
  call: PageCall,
  valid: (knowsUiMode: boolean) => void,
  invalid: (reason: unknown) => void,
): void {
  const verdict = {};
  let knowsUiMode = false;
  const read = () => {
    knowsUiMode = true;
    return get(call.options, 'uiMode');
  };
  const options = createObject(call.options, {
    signal: dataProperty(abortedWith(verdict)),
    uiMode: { __proto__: null, get: read } as PropertyDescriptor,
  });
  const isVerdict = (reason: unknown) => (reason === verdict ? valid(knowsUiMode) : invalid(reason));
  ask(call, options, () => valid(knowsUiMode), isVerdict);
}

function ask(
  { native, container }: PageCall,
  options: object,
  fulfilled: (value: unknown) => void,
  rejected: (reason: unknown) => void,
): void {
  settled(
    withoutFrames(() => apply(native, container, [options]) as Promise<unknown>),
    fulfilled,
    rejected,
  );
}

/** A promise of what becomes of the browser's answer; what it rejects with, the page gets as it is. */
export function whenAnswered(
  native: NativeFunction,
  self: unknown,
  given: unknown[],
  change: (answer: unknown) => unknown,
): Promise<unknown> {
  const answer = apply(native, self, given) as Promise<unknown>;
  return new PagePromise((resolve, reject) => settled(answer, (value) => resolve(change(value)), reject));
}

function settled(
  answer: Promise<unknown>,
  fulfilled: (value: unknown) => void,
  rejected: (reason: unknown) => void,
): void {
  // So that `then` asks neither the page's `Promise.prototype` nor its `Promise` for the species.
  defineProperty(answer, 'constructor', dataProperty(undefined));
  whenSettled(answer, fulfilled, rejected);
}

function isLackOfFocus(reason: unknown): boolean {
  if (!isObject(reason)) return false;
  const { name, message } = reason as DOMException;
  return name === 'NotAllowedError' && message === NO_FOCUS;
}

/** Chromium's words; with other words there is just no second attempt. */
const NO_FOCUS = 'The operation is not allowed at this time because the page does not have focus.';
