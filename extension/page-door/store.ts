/** `navigator.credentials.store` of a credential that Xenon made: the browser's answer to its own ones. */
import type { NativeFunction } from './browser';
import { apply, defineProperty, getOwnPropertyDescriptor, onCall, PagePromise, PageProxy } from './captured';
import { exception } from './exceptions';
import { withoutFrames } from './without-frames';

/** The browser knows only objects that it has made itself, and would call ours no credential at all. */
export function guardStore(isOurs: (value: unknown) => boolean): void {
  const { prototype } = CredentialsContainer;
  const shape = getOwnPropertyDescriptor(prototype, 'store');
  const container = navigator.credentials;
  if (typeof shape?.value !== 'function') return;
  const called = (native: NativeFunction, self: unknown, given: unknown[]) =>
    withoutFrames(() => (self === container && isOurs(given[0]) ? refusal() : apply(native, self, given)));
  const guarded = new PageProxy(shape.value as NativeFunction, onCall(called));
  defineProperty(prototype, 'store', { ...shape, value: guarded });
}

function refusal(): Promise<never> {
  const words = 'Store operation not permitted for this credential type.';
  return new PagePromise((_resolve, reject) => reject(exception('NotSupportedError', words)));
}
