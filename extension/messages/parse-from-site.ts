/**
 * Reads what claims to be a message from a site: the right shape and size, or nothing. Unknown
 * members are dropped. The content script reads the page's messages with it, and the worker, which
 * cannot know who wrote them, reads them again.
 */
import type { FrameReport, FromPage, FromSite, RequestId } from './from-site';
import { parseSignal } from './parse-signal';
import type { SignalJson } from './signal-json';
import type {
  CreationOptionsJson,
  CredentialDescriptorJson,
  ExtensionInputsJson,
  RequestOptionsJson,
} from './webauthn-json';

/** The value, if it is what it should be. */
type Parse<T> = (value: unknown) => T | undefined;

/** Sizes that no honest request comes near; a larger one is the browser's to answer. */
const LONGEST_CHALLENGE = 350_000;
const LONGEST_ID = 4_096;
const LONGEST_NAME = 65_536;
const LONGEST_WORD = 256;
const MOST_DESCRIPTORS = 64;
const MOST_PARAMETERS = 256;
const MOST_WORDS = 64;
const MOST_ANCESTORS = 64;

const name = text(LONGEST_NAME);
const word = text(LONGEST_WORD);
const words = list(word, MOST_WORDS);

const requestId: Parse<RequestId> = (value) =>
  typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? value : undefined;

const descriptors = list(
  members<CredentialDescriptorJson>({ type: word, id: base64Url(LONGEST_ID) }, { transports: words }),
  MOST_DESCRIPTORS,
);

const extensions = members<ExtensionInputsJson>({}, { credProps: boolean });

const creationOptions = members<CreationOptionsJson>(
  {
    rp: members<CreationOptionsJson['rp']>({ name }, { id: name }),
    user: members<CreationOptionsJson['user']>({ id: base64Url(LONGEST_ID), name, displayName: name }, {}),
    challenge: base64Url(LONGEST_CHALLENGE),
    pubKeyCredParams: list(
      members<{ type: string; alg: number }>({ type: word, alg: integer }, {}),
      MOST_PARAMETERS,
    ),
    excludeCredentials: descriptors,
    hints: words,
    attestationFormats: words,
    extensions,
  },
  {
    timeout: integer,
    authenticatorSelection: members<NonNullable<CreationOptionsJson['authenticatorSelection']>>(
      {},
      {
        authenticatorAttachment: word,
        residentKey: word,
        requireResidentKey: boolean,
        userVerification: word,
      },
    ),
    attestation: word,
  },
);

const requestOptions = members<RequestOptionsJson>(
  { challenge: base64Url(LONGEST_CHALLENGE), allowCredentials: descriptors, hints: words, extensions },
  { timeout: integer, rpId: name, userVerification: word },
);

const frameReport = members<FrameReport>(
  { userActive: boolean, ancestorOrigins: list(name, MOST_ANCESTORS) },
  {},
);

/** The id of a message that may be wrong in every other way, so that it can still be answered. */
export function requestIdOf(message: unknown): RequestId | undefined {
  return requestId(member(message, 'requestId'));
}

/** A message from a page's door. */
export function parseFromPage(message: unknown): FromPage | undefined {
  const id = requestIdOf(message);
  if (id === undefined) return undefined;
  switch (member(message, 'kind')) {
    case 'create':
      return asked('create', id, creationOptions(member(message, 'options')));
    case 'get':
      return asked('get', id, requestOptions(member(message, 'options')));
    case 'cancel':
      return { kind: 'cancel', requestId: id };
    case 'settled':
      return { kind: 'settled', requestId: id };
    case 'signal':
      return signalled(id, parseSignal(member(message, 'signal')));
    default:
      return undefined;
  }
}

/** A message from a content script. */
export function parseFromSite(message: unknown): FromSite | undefined {
  const said = parseFromPage(message);
  if (said?.kind !== 'create' && said?.kind !== 'get') return said;
  const report = frameReport(message);
  return report && { ...said, ...report };
}

function asked<Kind, Options>(kind: Kind, id: RequestId, options: Options | undefined) {
  return options && { kind, requestId: id, options };
}

function signalled(requestId: RequestId, signal: SignalJson | undefined): FromPage | undefined {
  return signal && { kind: 'signal', requestId, signal };
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Parsers<T> = { [K in keyof T]-?: Parse<Exclude<T[K], undefined>> };
type RequiredOf<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };
type OptionalOf<T> = { [K in keyof T as undefined extends T[K] ? K : never]: T[K] };

function members<T>(required: Parsers<RequiredOf<T>>, optional: Parsers<OptionalOf<T>>): Parse<T> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const found: Record<string, unknown> = {};
    for (const [key, parse] of parsersIn(required)) {
      found[key] = parse(member(value, key));
      if (found[key] === undefined) return undefined;
    }
    for (const [key, parse] of parsersIn(optional)) {
      if (member(value, key) === undefined) continue;
      found[key] = parse(member(value, key));
      if (found[key] === undefined) return undefined;
    }
    return found as T;
  };
}

function parsersIn(parsers: object): [string, Parse<unknown>][] {
  return Object.entries(parsers);
}

function list<T>(item: Parse<T>, most: number): Parse<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items = value.map(item);
    return items.includes(undefined) ? undefined : (items as T[]);
  };
}

function text(longest: number): Parse<string> {
  return (value) => (typeof value === 'string' && value.length <= longest ? value : undefined);
}

function base64Url(longest: number): Parse<string> {
  const short = text(longest);
  return (value) => {
    const found = short(value);
    return found !== undefined && found.length % 4 !== 1 && /^[\w-]*$/.test(found) ? found : undefined;
  };
}

function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function integer(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
