/**
 * WebAuthn's own JSON forms, the only shape in which options and credentials cross a boundary.
 * Every binary member is base64url without padding.
 *
 * Source: https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON and
 * https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson
 */

/** Base64url without padding, as RFC 4648 section 5. */
export type Base64Url = string;

export type CredentialDescriptorJson = { type: string; id: Base64Url; transports?: string[] };

export type CreationOptionsJson = {
  rp: { id?: string; name: string };
  user: { id: Base64Url; name: string; displayName: string };
  challenge: Base64Url;
  pubKeyCredParams: { type: string; alg: number }[];
  timeout?: number;
  excludeCredentials: CredentialDescriptorJson[];
  authenticatorSelection?: {
    authenticatorAttachment?: string;
    residentKey?: string;
    requireResidentKey?: boolean;
    userVerification?: string;
  };
  hints: string[];
  attestation?: string;
  attestationFormats: string[];
  extensions: ExtensionInputsJson;
};

export type RequestOptionsJson = {
  challenge: Base64Url;
  timeout?: number;
  rpId?: string;
  allowCredentials: CredentialDescriptorJson[];
  userVerification?: string;
  hints: string[];
  extensions: ExtensionInputsJson;
};

/** The client extension inputs that Xenon answers. Others get no output, as from any authenticator without them. */
export type ExtensionInputsJson = {
  appid?: string;
  appidExclude?: string;
  credBlob?: Base64Url;
  credProps?: boolean;
  credentialProtectionPolicy?: string;
  enforceCredentialProtectionPolicy?: boolean;
  getCredBlob?: boolean;
  hmacCreateSecret?: boolean;
  largeBlob?: { support?: string; read?: boolean; write?: Base64Url };
  minPinLength?: boolean;
  prf?: { eval?: PrfValuesJson; evalByCredential?: Record<Base64Url, PrfValuesJson> };
};

/** What one extension says of a credential that was made, or that answered. */
export type ExtensionOutputsJson = {
  appid?: boolean;
  appidExclude?: boolean;
  credBlob?: boolean;
  credProps?: { rk: boolean };
  getCredBlob?: Base64Url;
  hmacCreateSecret?: boolean;
  largeBlob?: { supported?: boolean; blob?: Base64Url; written?: boolean };
  prf?: { enabled?: boolean; results?: PrfValuesJson };
};

export type PrfValuesJson = { first: Base64Url; second?: Base64Url };

export type RegistrationResponseJson = {
  id: Base64Url;
  rawId: Base64Url;
  type: 'public-key';
  authenticatorAttachment: 'platform' | 'cross-platform';
  response: {
    clientDataJSON: Base64Url;
    authenticatorData: Base64Url;
    transports: string[];
    publicKey: Base64Url;
    publicKeyAlgorithm: number;
    attestationObject: Base64Url;
  };
  clientExtensionResults: ExtensionOutputsJson;
};

export type AuthenticationResponseJson = {
  id: Base64Url;
  rawId: Base64Url;
  type: 'public-key';
  authenticatorAttachment: 'platform' | 'cross-platform';
  response: {
    clientDataJSON: Base64Url;
    authenticatorData: Base64Url;
    signature: Base64Url;
    userHandle?: Base64Url;
  };
  clientExtensionResults: ExtensionOutputsJson;
};
