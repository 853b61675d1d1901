/**
 * Reads what claims to be a message from a site: the right shape and size, or nothing. Unknown
 * members are dropped. The content script reads the page's messages with it, and the worker, which
 * cannot know who wrote them, reads them again.
 */
import type { FrameReport, FromPage, FromSite, Mediation, RequestId } from './from-site';
import { base64Url, boolean, integer, list, member, members, type Parse, text } from './parse';
import { extensionInputs } from './parse-extensions';
import { parseSignal } from './parse-signal';
import { u2fRegister, u2fSign } from './parse-u2f';
import type { SignalJson } from './signal-json';
import type { CreationOptionsJson, CredentialDescriptorJson, RequestOptionsJson } from './webauthn-json';

/** Sizes that no honest request comes near; a larger one is the browser's to answer. */
const LONGEST_CHALLENGE = 350_000;
const LONGEST_ID = 4_096;
const LONGEST_NAME = 65_536;
const LONGEST_WORD = 256;
const MOST_DESCRIPTORS = 64;
const MOST_PARAMETERS = 256;
const MOST_WORDS = 64;
const MOST_ANCESTORS = 64;

const MEDIATIONS: Mediation[] = ['modal', 'conditional', 'immediate', 'silent'];

const name = text(LONGEST_NAME);
const word = text(LONGEST_WORD);
const words = list(word, MOST_WORDS);

const requestId: Parse<RequestId> = (value) =>
  typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? value : undefined;

const mediationOf: Parse<Mediation> = (value) => MEDIATIONS.find((known) => known === value);

const descriptors = list(
  members<CredentialDescriptorJson>({ type: word, id: base64Url(LONGEST_ID) }, { transports: words }),
  MOST_DESCRIPTORS,
);

export const creationOptions = members<CreationOptionsJson>(
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
    extensions: extensionInputs,
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

export const requestOptions = members<RequestOptionsJson>(
  {
    challenge: base64Url(LONGEST_CHALLENGE),
    allowCredentials: descriptors,
    hints: words,
    extensions: extensionInputs,
  },
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
      return asked('create', id, message, creationOptions(member(message, 'options')));
    case 'get':
      return asked('get', id, message, requestOptions(member(message, 'options')));
    case 'u2f-register':
      return askedOfU2f('u2f-register', id, u2fRegister(member(message, 'options')));
    case 'u2f-sign':
      return askedOfU2f('u2f-sign', id, u2fSign(member(message, 'options')));
    case 'cancel':
      return { kind: 'cancel', requestId: id };
    case 'settled':
      return { kind: 'settled', requestId: id };
    case 'browser-answered':
      return { kind: 'browser-answered', requestId: id };
    case 'prepare':
      return { kind: 'prepare', requestId: id };
    case 'signal':
      return signalled(id, parseSignal(member(message, 'signal')));
    default:
      return undefined;
  }
}

/** A message from a content script. */
export function parseFromSite(message: unknown): FromSite | undefined {
  const said = parseFromPage(message);
  if (!said || !isAsking(said)) return said;
  const report = frameReport(message);
  return report && { ...said, ...report };
}

/** Whether a message is a request, which gets an answer. */
export function isAsking<M extends { kind: string }>(
  message: M,
): message is Extract<M, { options: unknown }> {
  return 'options' in message;
}

function asked<Kind, Options>(
  kind: Kind,
  requestId: RequestId,
  message: unknown,
  options: Options | undefined,
) {
  const mediation = mediationOf(member(message, 'mediation'));
  return options && mediation && { kind, requestId, mediation, options };
}

function askedOfU2f<Kind, Options>(kind: Kind, requestId: RequestId, options: Options | undefined) {
  return options && { kind, requestId, options };
}

function signalled(requestId: RequestId, signal: SignalJson | undefined): FromPage | undefined {
  return signal && { kind: 'signal', requestId, signal };
}
