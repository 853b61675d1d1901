import { judge, type NativeFunction, type PageCall } from './browser';
import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  isObject,
  onCall,
  PagePromise,
  PageProxy,
} from './captured';
import type { Question } from './question';
import type { Ask } from './request-desk';
import { type Convert, newReading } from './web-idl';
import { withoutFrames } from './without-frames';

/** How calls of one function become questions for Xenon. */
export type Way<Snapshot> = {
  read: Convert;
  /** Whether the browser refuses the call without asking anybody. */
  contradictsItself: (snapshot: Snapshot) => boolean;
  question: (snapshot: Snapshot, knowsUiMode: boolean) => Question;
  ask: Ask;
};

/**
 * Puts a door before one of the browser's functions. A Proxy keeps its name, its length and its
 * place; only the property of the prototype changes.
 */
export function guard<Snapshot>(name: 'create' | 'get', way: Way<Snapshot>): void {
  const { prototype } = CredentialsContainer;
  const shape = getOwnPropertyDescriptor(prototype, name);
  const container = navigator.credentials;
  if (typeof shape?.value !== 'function') return;
  const called = (native: NativeFunction, self: unknown, given: unknown[]) =>
    self === container && isObject(given[0])
      ? withoutFrames(() => answer({ native, container, options: given[0] as object }, way))
      : withoutFrames(() => apply(native, self, given));
  const guarded = new PageProxy(shape.value as NativeFunction, onCall(called));
  defineProperty(prototype, name, { ...shape, value: guarded });
}

function answer<Snapshot>(call: PageCall, way: Way<Snapshot>): Promise<unknown> {
  const reading = newReading();
  const snapshot = way.read(call.options, reading) as Snapshot & { publicKey?: unknown };
  const { native, container } = call;
  // Other kinds of credentials are none of our business: the browser gets what the page gave.
  if (!reading.threw && snapshot.publicKey === undefined) return apply(native, container, [call.options]);
  if (!reading.complete || way.contradictsItself(snapshot)) return apply(native, container, [snapshot]);
  const snapshotCall = { ...call, options: snapshot };
  return new PagePromise((resolve, reject) => {
    const valid = (knowsUiMode: boolean) =>
      way.ask(way.question(snapshot, knowsUiMode), snapshotCall, { resolve, reject });
    judge(snapshotCall, valid, reject);
  });
}
