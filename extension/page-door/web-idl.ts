/**
 * Reads a page's options once, the way WebIDL does: members in order, coerced, buffers copied.
 *
 * Nothing here rejects. What cannot be converted stays as it is in the snapshot and makes the
 * reading incomplete; the browser then judges the snapshot with its own words.
 */

import { copyOfBuffer } from './buffer-source';
import {
  append,
  apply,
  createObject,
  dataProperty,
  get,
  getOwnPropertyDescriptor,
  isObject,
  ownKeys,
} from './captured';

/** What has come of reading one options object. */
export type Reading = {
  /** Everything was understood and can be told to Xenon. */
  complete: boolean;
  /** A getter, `toString` or iterator of the page threw: nothing may be read after that. */
  threw: boolean;
  /** What may still be read of text, bytes and list items. */
  budget: number;
};

export type Convert = (value: unknown, reading: Reading) => unknown;
/** A dictionary's members, in the order in which they are read. */
export type Members = Record<string, Convert | { required: Convert }>;

/** The most that Xenon takes from a page: text and bytes and list items together. */
export const LARGEST_REQUEST = 256 * 1024;

export function newReading(): Reading {
  return { complete: true, threw: false, budget: LARGEST_REQUEST };
}

/** A value that only the browser can judge or serve. */
export const leave: Convert = (value, reading) => {
  reading.complete = false;
  return value;
};

export const string: Convert = (value, reading) => {
  if (typeof value === 'symbol') return leave(value, reading);
  const text = `${value as string}`;
  return spend(text.length, reading) ? text : leave(text, reading);
};

export const boolean: Convert = (value) => !!value;
export const long: Convert = (value, reading) => number(value, reading, (n) => n | 0);
export const unsignedLong: Convert = (value, reading) => number(value, reading, (n) => n >>> 0);

export const bufferSource: Convert = (value, reading) =>
  copyOfBuffer(value, (size) => spend(size, reading)) ?? leave(value, reading);

/** Text other than these is left to the browser. */
export const oneOf =
  (...allowed: string[]): Convert =>
  (value, reading) => {
    const text = string(value, reading);
    for (let i = 0; i < allowed.length; i += 1) if (text === allowed[i]) return text;
    return leave(text, reading);
  };

/** Converts, but leaves this one value to the browser. */
export const unless =
  (unserved: unknown, convert: Convert): Convert =>
  (value, reading) => {
    const converted = convert(value, reading);
    return converted === unserved ? leave(converted, reading) : converted;
  };

/** Converts, and leaves whatever comes of it to the browser. */
export const left =
  (convert: Convert): Convert =>
  (value, reading) =>
    leave(convert(value, reading), reading);

/** A list, its iterator used once; one that is longer than `most` is left to the browser. */
export const sequenceOf =
  (convert: Convert, most: number): Convert =>
  (value, reading) => {
    const iterate: unknown = isObject(value) && get(value, Symbol.iterator);
    if (typeof iterate !== 'function') return leave(value, reading);
    const iterator = apply(iterate, value, []) as object;
    const next = get(iterator, 'next') as () => object;
    const items: unknown[] = [];
    while (!reading.threw) {
      const step = apply(next, iterator, []);
      if (get(step, 'done')) break;
      const fits = items.length < most && spend(1, reading);
      append(items, (fits ? convert : leave)(get(step, 'value'), reading));
    }
    return items;
  };

/**
 * An object with known members. Its snapshot inherits from the page's object, so that members which
 * the browser knows and this table does not still reach the browser. `null` is one without members.
 */
export const dictionary =
  (members: Members): Convert =>
  (given, reading) => {
    const value = given === null && !isAnyRequired(members) ? createObject(null) : given;
    if (!isObject(value)) return leave(value, reading);
    const snapshot = createObject(null) as PropertyDescriptorMap;
    const names = ownKeys(members) as string[];
    for (let i = 0; i < names.length && !reading.threw; i += 1) {
      const name = names[i] as string;
      snapshot[name] = memberOf(value, name, members[name] as Members[string], reading);
    }
    return createObject(value, snapshot);
  };

function isAnyRequired(members: Members): boolean {
  const names = ownKeys(members) as string[];
  for (let i = 0; i < names.length; i += 1)
    if (typeof members[names[i] as string] !== 'function') return true;
  return false;
}

/** An object whose own names are data, such as credential ids. */
export const recordOf =
  (convert: Convert): Convert =>
  (value, reading) => {
    if (!isObject(value)) return leave(value, reading);
    const entries: PropertyDescriptorMap = createObject(null) as PropertyDescriptorMap;
    const names = ownKeys(value);
    for (let i = 0; i < names.length && !reading.threw; i += 1) {
      const name = names[i];
      if (typeof name !== 'string' || !spend(1, reading)) return leave(value, reading);
      if (getOwnPropertyDescriptor(value, name)?.enumerable)
        entries[name] = memberOf(value, name, convert, reading);
    }
    return createObject(null, entries);
  };

/** One read of one member. What the page threw is kept, for the browser to meet at the same place. */
function memberOf(
  source: object,
  name: string,
  member: Members[string],
  reading: Reading,
): PropertyDescriptor {
  let value: unknown;
  try {
    value = get(source, name);
    const required = typeof member === 'function' ? undefined : member.required;
    if (value === undefined) return dataProperty(required && leave(value, reading));
    return dataProperty((required ?? (member as Convert))(value, reading));
  } catch (error) {
    reading.complete = false;
    if (isComplaintOfEngine(error)) return dataProperty(value);
    reading.threw = true;
    return throwing(error);
  }
}

/** Not thrown by the page: the browser says it again, and where. */
function isComplaintOfEngine(error: unknown): boolean {
  return isObject(error) && get(error, 'message') === 'Cannot convert object to primitive value';
}

function throwing(error: unknown): PropertyDescriptor {
  const thrower = () => {
    throw error;
  };
  return { __proto__: null, get: thrower, enumerable: true, configurable: true } as PropertyDescriptor;
}

function number(value: unknown, reading: Reading, integer: (value: number) => number): unknown {
  if (typeof value === 'symbol' || typeof value === 'bigint') return leave(value, reading);
  return integer(value as number);
}

function spend(size: number, reading: Reading): boolean {
  reading.budget -= size;
  return reading.budget >= 0;
}
