/**
 * What a page asks of U2F, read once and by our own means out of whatever it gave. Every form of asking
 * ends here: both versions of the arguments, and the messages to the old extension.
 */
import type { U2fCall } from '../../messages/from-site';
import { MOST_U2F_ENTRIES } from '../../messages/parse-u2f';
import type { U2fChallengeJson, U2fKeyJson } from '../../messages/u2f-json';
import { append, isObject } from '../captured';
import { isArray } from './captured-for-u2f';

/** A call that is not sent yet. */
export type Asked = U2fCall extends infer Call
  ? Call extends U2fCall
    ? Omit<Call, 'requestId'>
    : never
  : never;

/** Nothing if the page's arguments cannot be a registration. */
export function registration(
  appId: unknown,
  requests: unknown,
  keys: unknown,
  seconds: unknown,
): Asked | undefined {
  const registerRequests = each(requests, challengeOf);
  // One widely used page script puts an object where a key's challenge would be.
  const registeredKeys = each(keys, (entry) => keyOf(entry, undefined));
  if (!registerRequests || !registeredKeys) return undefined;
  const options = { ...given('appId', text(appId)), registerRequests, registeredKeys, ...patience(seconds) };
  return { kind: 'u2f-register', options };
}

/** Nothing if the page's arguments cannot be a sign-in. */
export function signature(
  appId: unknown,
  challenge: unknown,
  keys: unknown,
  seconds: unknown,
): Asked | undefined {
  const registeredKeys = each(keys, (entry) => keyOf(entry, text(entry.challenge)));
  if (!registeredKeys) return undefined;
  const options = {
    ...given('appId', text(appId)),
    ...given('challenge', text(challenge)),
    registeredKeys,
    ...patience(seconds),
  };
  return { kind: 'u2f-sign', options };
}

type Entry = { version?: unknown; challenge?: unknown; keyHandle?: unknown; appId?: unknown };

function challengeOf(entry: Entry): U2fChallengeJson | undefined {
  const challenge = text(entry.challenge);
  if (challenge === undefined) return undefined;
  return { challenge, ...given('version', text(entry.version)), ...given('appId', text(entry.appId)) };
}

function keyOf(entry: Entry, challenge: string | undefined): U2fKeyJson | undefined {
  const keyHandle = text(entry.keyHandle);
  if (keyHandle === undefined) return undefined;
  return {
    keyHandle,
    ...given('version', text(entry.version)),
    ...given('appId', text(entry.appId)),
    ...given('challenge', challenge),
  };
}

/** A list's entries, or nothing if one of them is none. A list that is left out is empty. */
function each<T>(list: unknown, read: (entry: Entry) => T | undefined): T[] | undefined {
  const entries: T[] = [];
  if (list === undefined || list === null) return entries;
  if (!isArray(list) || list.length > MOST_U2F_ENTRIES) return undefined;
  for (let i = 0; i < list.length; i += 1) {
    const entry: unknown = list[i];
    const found = isObject(entry) ? read(entry as Entry) : undefined;
    if (found === undefined) return undefined;
    append(entries, found);
  }
  return entries;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const LONGEST_SECONDS = 1_000_000;

/** The page's patience in milliseconds, if it has stated any. */
function patience(seconds: unknown): { timeout?: number } {
  if (typeof seconds !== 'number' || !(seconds > 0)) return {};
  return { timeout: ((seconds < LONGEST_SECONDS ? seconds : LONGEST_SECONDS) * 1000) | 0 };
}

/** A member only where there is a value. */
function given<Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [N in Name]?: string };
}
