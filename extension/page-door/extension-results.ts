/** What client extensions have given: with buffers for `getClientExtensionResults`, as text for `toJSON`. */
import type { ExtensionOutputsJson } from '../messages/webauthn-json';
import { fromBase64Url } from './base64url';
import { createObject, dataProperty, defineProperty, get, isObject, ownKeys, sortTexts } from './captured';

/** Makes the results anew at each call, around the same buffers, as the browser does. */
export function extensionResults(json: ExtensionOutputsJson): () => object {
  const buffers = createObject(null) as Record<string, ArrayBuffer>;
  const bufferAt = (path: string, text: string) => {
    buffers[path] ??= fromBase64Url(text);
    return buffers[path];
  };
  return () => copied(json, bufferAt);
}

export function extensionResultsJson(json: ExtensionOutputsJson): object {
  return copied(json, (_path, text) => text);
}

/** Members in the browser's order, which is that of their names. All text is binary. */
function copied(results: object, binary: (path: string, text: string) => unknown, path = ''): object {
  const copy = {};
  const names = ownKeys(results) as string[];
  sortTexts(names);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    const value: unknown = get(results, name);
    const inner = `${path}.${name}`;
    const text = typeof value === 'string' ? binary(inner, value) : value;
    defineProperty(copy, name, dataProperty(isObject(value) ? copied(value, binary, inner) : text));
  }
  return copy;
}
