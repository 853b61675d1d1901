/** Turns a snapshot into WebAuthn's JSON form, the only shape in which options leave the page. */
import type {
  CreationOptionsJson,
  CredentialDescriptorJson,
  RequestOptionsJson,
} from '../messages/webauthn-json';
import { toBase64Url } from './base64url';
import { append } from './captured';
import type { Descriptor, PublicKeyCreation, PublicKeyRequest } from './snapshot';

export function creationOptionsJson(options: PublicKeyCreation): CreationOptionsJson {
  const { rp, user, timeout, authenticatorSelection: selection, attestation } = options;
  return {
    rp: { name: rp.name, ...given('id', rp.id) },
    user: { id: toBase64Url(user.id), name: user.name, displayName: user.displayName },
    challenge: toBase64Url(options.challenge),
    pubKeyCredParams: each(options.pubKeyCredParams, ({ type, alg }) => ({ type, alg })),
    ...given('timeout', timeout),
    excludeCredentials: each(options.excludeCredentials, descriptorJson),
    ...given('authenticatorSelection', selection && selectionJson(selection)),
    hints: each(options.hints, (hint) => hint),
    ...given('attestation', attestation),
    attestationFormats: [],
    extensions: given('credProps', options.extensions?.credProps),
  };
}

export function requestOptionsJson(options: PublicKeyRequest): RequestOptionsJson {
  return {
    challenge: toBase64Url(options.challenge),
    ...given('timeout', options.timeout),
    ...given('rpId', options.rpId),
    allowCredentials: each(options.allowCredentials, descriptorJson),
    ...given('userVerification', options.userVerification),
    hints: each(options.hints, (hint) => hint),
    extensions: {},
  };
}

function selectionJson(selection: NonNullable<PublicKeyCreation['authenticatorSelection']>) {
  return {
    ...given('authenticatorAttachment', selection.authenticatorAttachment),
    ...given('residentKey', selection.residentKey),
    ...given('requireResidentKey', selection.requireResidentKey),
    ...given('userVerification', selection.userVerification),
  };
}

function descriptorJson({ type, id, transports }: Descriptor): CredentialDescriptorJson {
  const listed = transports && each(transports, (transport) => transport);
  return { type, id: toBase64Url(id), ...given('transports', listed) };
}

/** A member only where there is a value. */
function given<Name extends string, T>(name: Name, value: T | undefined): { [N in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [N in Name]?: T };
}

function each<T, U>(list: T[] | undefined, convert: (item: T) => U): U[] {
  const converted: U[] = [];
  for (let i = 0; list && i < list.length; i += 1) append(converted, convert(list[i] as T));
  return converted;
}
