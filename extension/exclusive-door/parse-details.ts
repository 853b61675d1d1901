/** Reads what the browser says of a request into the same form that the page door gives it. */
import type { KeyCall, RequestId } from '../messages/from-site';
import { boolean, member, members, type Parse, text } from '../messages/parse';
import { creationOptions, requestOptions } from '../messages/parse-from-site';
import type { CreationOptionsJson } from '../messages/webauthn-json';
import type { Proxied } from './proxy';

/** Who asks. Only the browser can write it: it refuses the requests of pages that bring one. */
export type Vouched = { origin: string; sameOriginWithAncestors: boolean };

type Params = CreationOptionsJson['pubKeyCredParams'][number];

export type ProxiedCall = { call: KeyCall; vouched: Vouched };

const LONGEST_ORIGIN = 4_096;

const vouchedFor: Parse<Vouched> = members<Vouched>(
  { origin: text(LONGEST_ORIGIN), sameOriginWithAncestors: boolean },
  {},
);

/** The request, or nothing if it is not what the browser would write, or does not say who asks. */
export function parseDetails({ kind, id }: Proxied, details: string): ProxiedCall | undefined {
  const json = jsonOf(details);
  const vouched = vouchedFor(member(member(json, 'extensions'), 'remoteDesktopClientOverride'));
  const call = kind === 'create' ? creation(id, json) : signIn(id, json);
  return vouched && call && { call, vouched };
}

/** What the request is called among ours. The browser's number is the only name that it has. */
export function requestIdOfProxied(id: number): RequestId {
  return (id >>> 0).toString(16).padStart(32, '0');
}

/** Nothing tells `mediation`, nor whether the user has just acted. */
function creation(id: number, json: unknown): KeyCall | undefined {
  const absent = { excludeCredentials: [], hints: [], attestationFormats: [], extensions: {} };
  const asked = creationOptions(completed(json, absent));
  const options = asked && { ...asked, pubKeyCredParams: asked.pubKeyCredParams.map(unlessUnreadable) };
  return options && { kind: 'create', requestId: requestIdOfProxied(id), mediation: 'modal', options };
}

function signIn(id: number, json: unknown): KeyCall | undefined {
  const absent = { allowCredentials: [], hints: [], extensions: {} };
  const options = requestOptions(completed(json, absent));
  return options && { kind: 'get', requestId: requestIdOfProxied(id), mediation: 'modal', options };
}

/** ES384, ES512, ESP384 and ESP512. Of the keys on elliptic curves, Chromium takes only those on P-256 from an extension. */
const UNREADABLE = new Set([-35, -36, -51, -52]);

/** Not left out: a list without entries would mean another thing. */
function unlessUnreadable(params: Params): Params {
  return UNREADABLE.has(params.alg) ? { ...params, type: 'unreadable' } : params;
}

/** The browser leaves out what a page has left out. */
function completed(json: unknown, absent: object): unknown {
  return typeof json === 'object' ? { ...absent, ...json, ...renamed(json) } : json;
}

/** Chromium writes the name of one extension as its own code does, and not as the specification. */
function renamed(json: unknown): object {
  const extensions = member(json, 'extensions');
  const appidExclude = member(extensions, 'appIdExclude');
  return appidExclude === undefined ? {} : { extensions: { ...Object(extensions), appidExclude } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
