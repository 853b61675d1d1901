/** Others that answer in the browser's place: extensions that do what Xenon does. */
import { apply, getOwnPropertyDescriptor } from './captured';

/**
 * Whether somebody has taken over `create` or `get` before us, as far as that shows: who takes care to look
 * like the browser's own is not noticed.
 */
export function isTaken(): boolean {
  return !(isBrowsers('create') && isBrowsers('get'));
}

function isBrowsers(name: 'create' | 'get'): boolean {
  const given: unknown = getOwnPropertyDescriptor(CredentialsContainer.prototype, name)?.value;
  if (getOwnPropertyDescriptor(navigator.credentials, name)) return false;
  return typeof given === 'function' && apply(sourceOf, given, []) === `function ${name}() { [native code] }`;
}

const sourceOf = Function.prototype.toString;
