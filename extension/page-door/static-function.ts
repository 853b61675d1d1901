import type { NativeFunction } from './browser';
import { defineProperty, getOwnPropertyDescriptor, onCall, PageProxy } from './captured';

/** Puts a door before one of the static functions of `PublicKeyCredential`, if this browser has it. */
export function replaceStatic(
  name: string,
  called: (native: NativeFunction, self: unknown, given: unknown[]) => unknown,
): void {
  const shape = getOwnPropertyDescriptor(PublicKeyCredential, name);
  if (typeof shape?.value !== 'function') return;
  const replaced = new PageProxy(shape.value as NativeFunction, onCall(called));
  defineProperty(PublicKeyCredential, name, { ...shape, value: replaced });
}
