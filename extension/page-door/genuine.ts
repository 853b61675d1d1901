import {
  apply,
  createObject,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  keep,
  kept,
  onCall,
  ownKeys,
  PageProxy,
} from './captured';

/** What each member of an object answers: the value of an attribute, the result of an operation. */
export type Answers = Record<string, () => unknown>;

/**
 * An object that looks like the browser's own of this interface.
 *
 * The browser's getters refuse every object that it did not make. So a prototype for this one object
 * stands before the interface's, and holds the same members, each the browser's own function with our
 * answer for this object. The object itself has no properties, as natively. Members that this browser
 * does not have are left out.
 */
export function genuine(interfacePrototype: object, answers: Answers): object {
  const prototype = createObject(interfacePrototype);
  const object = createObject(prototype);
  keep(interfaceOf, object, interfacePrototype);
  const names = ownKeys(answers);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    const native = inherited(interfacePrototype, name);
    const answer = answers[name];
    if (native && answer) defineProperty(prototype, name, answering(native, object, answer));
  }
  return object;
}

/** Whether this is an object of ours, of this interface. */
export function isGenuine(value: unknown, interfacePrototype: object): boolean {
  return kept(interfaceOf, value) === interfacePrototype;
}

const interfaceOf = new WeakMap<object, object>();

function inherited(prototype: object | null, name: string): PropertyDescriptor | undefined {
  if (!prototype) return undefined;
  return getOwnPropertyDescriptor(prototype, name) ?? inherited(getPrototypeOf(prototype), name);
}

function answering(native: PropertyDescriptor, object: object, answer: () => unknown): PropertyDescriptor {
  const { get, value, enumerable, configurable, writable } = native;
  const called = (target: () => unknown, self: unknown, given: unknown[]) =>
    self === object ? answer() : apply(target, self, given as []);
  const answers = new PageProxy((get ?? value) as () => unknown, onCall(called));
  const shape = get
    ? { __proto__: null, enumerable, configurable, get: answers }
    : { __proto__: null, enumerable, configurable, writable, value: answers };
  return shape as PropertyDescriptor;
}
