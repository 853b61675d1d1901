/**
 * A page's options as they were at the call, after reading: WebAuthn's dictionaries with every member
 * converted and every buffer copied. Only a complete reading has this type.
 */
export type CreationSnapshot = { publicKey: PublicKeyCreation; mediation?: string; signal?: AbortSignal };
export type RequestSnapshot = {
  publicKey: PublicKeyRequest;
  mediation?: string;
  signal?: AbortSignal;
  uiMode?: string;
};

export type Descriptor = { id: Uint8Array; type: string; transports?: string[] };

export type PublicKeyCreation = {
  attestation?: string;
  attestationFormats?: string[];
  authenticatorSelection?: {
    authenticatorAttachment?: string;
    requireResidentKey?: boolean;
    residentKey?: string;
    userVerification?: string;
  };
  challenge: Uint8Array;
  excludeCredentials?: Descriptor[];
  extensions?: ExtensionInputs;
  hints?: string[];
  pubKeyCredParams: { alg: number; type: string }[];
  rp: { name: string; id?: string };
  timeout?: number;
  user: { name: string; displayName: string; id: Uint8Array };
};

export type PublicKeyRequest = {
  allowCredentials?: Descriptor[];
  challenge: Uint8Array;
  extensions?: ExtensionInputs;
  hints?: string[];
  rpId?: string;
  timeout?: number;
  userVerification?: string;
};

export type ExtensionInputs = {
  appid?: string;
  appidExclude?: string;
  credBlob?: Uint8Array;
  credProps?: boolean;
  credentialProtectionPolicy?: string;
  enforceCredentialProtectionPolicy?: boolean;
  getCredBlob?: boolean;
  hmacCreateSecret?: boolean;
  largeBlob?: { read?: boolean; support?: string; write?: Uint8Array };
  minPinLength?: boolean;
  prf?: { eval?: PrfValues; evalByCredential?: Record<string, PrfValues> };
  uvm?: boolean;
};

export type PrfValues = { first: Uint8Array; second?: Uint8Array };
