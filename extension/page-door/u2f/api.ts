/**
 * `window.u2f`: the FIDO U2F JavaScript API, with the arguments of its versions 1.0 and 1.1.
 *
 * Pages bring their own scripts of that name, which write their functions over ours, early, late or
 * twice, and may freeze what they find. So our functions stay whatever is assigned to them, and no
 * assignment fails: strict scripts would stop at an exception.
 */
import { U2F_ERRORS } from '../../messages/u2f-json';
import {
  assign,
  createObject,
  defineProperty,
  get,
  getOwnPropertyDescriptor,
  isObject,
  PageProxy,
} from '../captured';
import { registration, signature } from './call';
import { hasMember } from './captured-for-u2f';
import { type AskU2f, callBack } from './desk';

export const JS_API_VERSION = 1.1;

export function u2fApi(ask: AskU2f): object {
  const api = {};
  keepFunctions(api, ask);
  keepMember(api, 'getApiVersion', getApiVersion);
  keepMember(api, 'ErrorCodes', { ...U2F_ERRORS });
  return new PageProxy(api, openToAll());
}

/** The object of an earlier door, which the page still holds, asks through this one. */
export function renewApi(api: unknown, ask: AskU2f): void {
  if (isObject(api) && getOwnPropertyDescriptor(api, 'register')?.set) keepFunctions(api, ask);
}

function keepFunctions(api: object, ask: AskU2f): void {
  keepMember(api, 'register', register);
  keepMember(api, 'sign', sign);

  /** 1.0: requests, keys, callback, seconds. 1.1: AppID, requests, keys, callback, seconds. */
  function register(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): void {
    if (typeof c === 'function')
      ask(
        tried(() => registration(undefined, a, b, d)),
        c,
      );
    else
      ask(
        tried(() => registration(a, b, c, e)),
        d,
      );
  }

  /** 1.0: keys, callback, seconds. 1.1: AppID, challenge, keys, callback, seconds. */
  function sign(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): void {
    if (typeof b === 'function')
      ask(
        tried(() => signature(undefined, undefined, a, c)),
        b,
      );
    else
      ask(
        tried(() => signature(a, b, c, e)),
        d,
      );
  }
}

/** What pages add is kept beside the object, where freezing it does not reach. */
function openToAll(): ProxyHandler<object> {
  const added = createObject(null);
  const isAdded = (name: PropertyKey) => getOwnPropertyDescriptor(added, name) !== undefined;
  return {
    __proto__: null,
    get: (api: object, name: PropertyKey) => get(isAdded(name) ? added : api, name),
    has: (api: object, name: PropertyKey) => isAdded(name) || hasMember(api, name),
    set: (api: object, name: PropertyKey, value: unknown) => {
      const isOurs = getOwnPropertyDescriptor(api, name) !== undefined;
      return assign(isOurs ? api : added, name, value) || true;
    },
  } as ProxyHandler<object>;
}

function getApiVersion(callback: unknown): void {
  callBack(callback, { js_api_version: JS_API_VERSION });
}

/** Arguments whose own getters throw are bad ones; nothing is thrown back at the page. */
export function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A member that can be read, and on which an assignment has no effect. */
function keepMember(api: object, name: string, value: unknown): void {
  const shape = { __proto__: null, get: () => value, set: ignored, enumerable: true, configurable: true };
  defineProperty(api, name, shape as PropertyDescriptor);
}

function ignored(_value: unknown): undefined {
  return undefined;
}
