/**
 * The built-in functions that the page door uses, taken at `document_start`.
 *
 * The page shares our world and may replace any of them later. What runs after the start therefore
 * calls only these, and syntax that looks nothing up on a prototype.
 */
export const {
  apply,
  defineProperty,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
  set: assign,
} = Reflect;
export const createObject = Object.create as (
  prototype: object | null,
  members?: PropertyDescriptorMap,
) => object;

export const PagePromise = Promise;
export const PageDOMException = DOMException;
export const PageTypeError = TypeError;
export const PageError = Error;
export const PageProxy = Proxy;
export const Bytes = Uint8Array;
export const isView = ArrayBuffer.isView;
export const startTimer = setTimeout.bind(globalThis);
export const stopTimer = clearTimeout.bind(globalThis);
export const randomBytes = crypto.getRandomValues.bind(crypto) as (bytes: Uint8Array<ArrayBuffer>) => void;
export const abortedWith = AbortSignal.abort.bind(AbortSignal) as (reason: unknown) => AbortSignal;
export const canParseUrl = URL.canParse.bind(URL) as (text: string) => boolean;
export const isList = Array.isArray as (value: unknown) => value is unknown[];
export const PageAbortController = AbortController;

export const charCodeAt = uncurried(String.prototype.charCodeAt) as (text: string, index: number) => number;
export const keep = uncurried(WeakMap.prototype.set) as (
  map: WeakMap<object, object>,
  key: object,
  value: object,
) => void;
export const kept = uncurried(WeakMap.prototype.get) as (
  map: WeakMap<object, object>,
  key: unknown,
) => object | undefined;
export const sortTexts = uncurried(Array.prototype.sort) as (texts: string[]) => void;
export const whenSettled = uncurried(Promise.prototype.then) as (
  promise: Promise<unknown>,
  fulfilled: (value: unknown) => void,
  rejected: (reason: unknown) => void,
) => void;
export const listen = uncurried(EventTarget.prototype.addEventListener) as (
  target: EventTarget,
  type: string,
  listener: () => void,
) => void;
export const abort = uncurried(AbortController.prototype.abort) as (controller: AbortController) => void;
export const unlisten = uncurried(EventTarget.prototype.removeEventListener) as typeof listen;
export const copyInto = uncurried(Uint8Array.prototype.set) as (
  target: Uint8Array,
  source: Uint8Array,
) => void;

const typedArray = getPrototypeOf(Uint8Array.prototype) as object;
/** Each throws unless given the kind of object that it reads. */
export const signalOf = getter(AbortController.prototype, 'signal') as (
  controller: AbortController,
) => AbortSignal;
export const isAborted = getter(AbortSignal.prototype, 'aborted') as (signal: unknown) => boolean;
export const reasonOf = getter(AbortSignal.prototype, 'reason') as (signal: unknown) => unknown;
export const dataOf = getter(MessageEvent.prototype, 'data') as (event: unknown) => unknown;
export const bufferLength = getter(ArrayBuffer.prototype, 'byteLength') as (buffer: unknown) => number;
export const isResizable = getter(ArrayBuffer.prototype, 'resizable') as (buffer: unknown) => boolean;
export const arrayBuffer = getter(typedArray, 'buffer') as (view: unknown) => ArrayBuffer;
export const arrayOffset = getter(typedArray, 'byteOffset') as (view: unknown) => number;
export const arrayLength = getter(typedArray, 'byteLength') as (view: unknown) => number;
export const arrayName = getter(typedArray, Symbol.toStringTag) as (view: unknown) => string | undefined;
export const viewBuffer = getter(DataView.prototype, 'buffer') as (view: unknown) => ArrayBuffer;
export const viewOffset = getter(DataView.prototype, 'byteOffset') as (view: unknown) => number;
export const viewLength = getter(DataView.prototype, 'byteLength') as (view: unknown) => number;

/** `f(self, ...args)` for a method `self.f(...args)`; a bound function looks nothing up when called. */
// biome-ignore lint/complexity/noBannedTypes: any built-in function
function uncurried(method: Function): unknown {
  return Function.prototype.call.bind(method);
}

/** The function that reads an attribute; it throws unless given the kind of object that has it. */
export function getter(prototype: object, name: PropertyKey): unknown {
  const read = getOwnPropertyDescriptor(prototype, name)?.get;
  return uncurried(read ?? (() => undefined));
}

/** A property that can be defined on any object, whatever the page has put on `Object.prototype`. */
export function dataProperty(value: unknown): PropertyDescriptor {
  return {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor;
}

/** A Proxy's handler for calls; other traps must not be found on the page's `Object.prototype`. */
export function onCall<F extends (...given: never[]) => unknown>(
  called: (native: F, self: unknown, given: unknown[]) => unknown,
): ProxyHandler<F> {
  return { __proto__: null, apply: called } as ProxyHandler<F>;
}

/** Adds to the end of our own list without asking `Array.prototype`, where a setter may wait. */
export function append<T>(list: T[], item: T): void {
  defineProperty(list, list.length, dataProperty(item));
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
