/** `navigator.credentials` as a site calls it that has written everything itself: no library, no JSON methods. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

export async function createByHand(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptor) ?? [],
  } as object as PublicKeyCredentialCreationOptions;
  const credential = await navigator.credentials.create({ publicKey });
  if (!(credential instanceof PublicKeyCredential))
    throw new TypeError('create() gave no public key credential.');
  const response = credential.response as AuthenticatorAttestationResponse;
  const publicKeyInfo = response.getPublicKey();
  return {
    ...outerMembers(credential),
    response: {
      clientDataJSON: base64url(response.clientDataJSON),
      attestationObject: base64url(response.attestationObject),
      authenticatorData: base64url(response.getAuthenticatorData()),
      transports: response.getTransports(),
      publicKeyAlgorithm: response.getPublicKeyAlgorithm(),
      ...(publicKeyInfo && { publicKey: base64url(publicKeyInfo) }),
    },
  };
}

export async function getByHand(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: options.allowCredentials?.map(descriptor) ?? [],
  } as object as PublicKeyCredentialRequestOptions;
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential))
    throw new TypeError('get() gave no public key credential.');
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...outerMembers(credential),
    response: {
      clientDataJSON: base64url(response.clientDataJSON),
      authenticatorData: base64url(response.authenticatorData),
      signature: base64url(response.signature),
      ...(response.userHandle && { userHandle: base64url(response.userHandle) }),
    },
  };
}

function outerMembers(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: 'public-key' as const,
    clientExtensionResults:
      credential.getClientExtensionResults() as RegistrationResponseJSON['clientExtensionResults'],
    authenticatorAttachment: credential.authenticatorAttachment as AuthenticatorAttachment,
  };
}

function descriptor({ id, ...members }: { id: string }) {
  return { ...members, id: bytes(id) };
}

function bytes(encoded: string): Uint8Array<ArrayBuffer> {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function base64url(buffer: ArrayBuffer): string {
  const encoded = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return encoded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
