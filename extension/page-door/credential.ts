/** Makes the credential that the page receives out of the worker's JSON reply. */
import type { AuthenticationResponseJson, RegistrationResponseJson } from '../messages/webauthn-json';
import { fromBase64Url } from './base64url';
import { append } from './captured';
import { extensionResults, extensionResultsJson } from './extension-results';
import { type Answers, genuine } from './genuine';

/** The prototypes of the page's own interfaces, taken at the start. */
export type Interfaces = { credential: object; attestation: object; assertion: object };

export function interfacesOfPage(): Interfaces {
  return {
    credential: PublicKeyCredential.prototype,
    attestation: AuthenticatorAttestationResponse.prototype,
    assertion: AuthenticatorAssertionResponse.prototype,
  };
}

/** `create`'s result. Members stand in the browser's order, which `for in` and JSON show. */
export function newCredential(json: RegistrationResponseJson, interfaces: Interfaces): object {
  const { response } = json;
  const answers = {
    attestationObject: binary(response.attestationObject),
    getAuthenticatorData: binary(response.authenticatorData),
    getPublicKey: binary(response.publicKey),
    getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
    getTransports: () => copied(response.transports),
    clientDataJSON: binary(response.clientDataJSON),
  };
  const responseJson = () => ({
    attestationObject: response.attestationObject,
    authenticatorData: response.authenticatorData,
    clientDataJSON: response.clientDataJSON,
    publicKey: response.publicKey,
    publicKeyAlgorithm: response.publicKeyAlgorithm,
    transports: copied(response.transports),
  });
  return credential(json, interfaces, genuine(interfaces.attestation, answers), responseJson);
}

/** `get`'s result. */
export function assertion(json: AuthenticationResponseJson, interfaces: Interfaces): object {
  const { response } = json;
  const { userHandle } = response;
  const answers = {
    authenticatorData: binary(response.authenticatorData),
    signature: binary(response.signature),
    userHandle: userHandle === undefined ? () => null : binary(userHandle),
    clientDataJSON: binary(response.clientDataJSON),
  };
  const responseJson = () => ({
    authenticatorData: response.authenticatorData,
    clientDataJSON: response.clientDataJSON,
    signature: response.signature,
    ...(userHandle === undefined ? {} : { userHandle }),
  });
  return credential(json, interfaces, genuine(interfaces.assertion, answers), responseJson);
}

function credential(
  {
    id,
    type,
    authenticatorAttachment,
    clientExtensionResults,
  }: RegistrationResponseJson | AuthenticationResponseJson,
  interfaces: Interfaces,
  response: object,
  responseJson: () => object,
): object {
  const answers: Answers = {
    rawId: binary(id),
    response: () => response,
    authenticatorAttachment: () => authenticatorAttachment,
    getClientExtensionResults: extensionResults(clientExtensionResults),
    toJSON: () => ({
      authenticatorAttachment,
      clientExtensionResults: extensionResultsJson(clientExtensionResults),
      id,
      rawId: id,
      response: responseJson(),
      type,
    }),
    id: () => id,
    type: () => type,
  };
  return genuine(interfaces.credential, answers);
}

/** The same buffer at each read, as natively. */
function binary(text: string): () => ArrayBuffer {
  const buffer = fromBase64Url(text);
  return () => buffer;
}

function copied(list: string[]): string[] {
  const copy: string[] = [];
  for (let i = 0; i < list.length; i += 1) append(copy, list[i] as string);
  return copy;
}
