/** Turns a snapshot into WebAuthn's JSON form, the only shape in which options leave the page. */
import type { CreationOptionsJson, RequestOptionsJson } from '../messages/webauthn-json';
import { toBase64Url } from './base64url';
import { append, dataProperty, defineProperty, get, isList, isObject, isView, ownKeys } from './captured';
import type { PublicKeyCreation, PublicKeyRequest } from './snapshot';

export function creationOptionsJson(options: PublicKeyCreation): CreationOptionsJson {
  const absent = { excludeCredentials: [], hints: [], attestationFormats: [], extensions: {} };
  return { ...absent, ...(jsonOf(options) as Omit<CreationOptionsJson, keyof typeof absent>) };
}

export function requestOptionsJson(options: PublicKeyRequest): RequestOptionsJson {
  const absent = { allowCredentials: [], hints: [], extensions: {} };
  return { ...absent, ...(jsonOf(options) as Omit<RequestOptionsJson, keyof typeof absent>) };
}

/** What the snapshot itself holds; what it inherits from the page's object was not understood. */
function jsonOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isView(value)) return toBase64Url(value as Uint8Array);
  return isList(value) ? listJson(value) : membersJson(value);
}

function listJson(list: unknown[]): unknown[] {
  const json: unknown[] = [];
  for (let i = 0; i < list.length; i += 1) append(json, jsonOf(list[i]));
  return json;
}

/** A member only where there is a value. */
function membersJson(members: object): object {
  const json = {};
  const names = ownKeys(members);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    const value = get(members, name);
    if (value !== undefined) defineProperty(json, name, dataProperty(jsonOf(value)));
  }
  return json;
}
