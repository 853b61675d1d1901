/**
 * A page's options as they were at the call, after reading: WebAuthn's dictionaries with every member
 * converted and every buffer copied. Only a complete reading has this type.
 */
export type CreationSnapshot = { publicKey: PublicKeyCreation; signal?: AbortSignal };
export type RequestSnapshot = { publicKey: PublicKeyRequest; signal?: AbortSignal };

export type Descriptor = { id: Uint8Array; type: string; transports?: string[] };

export type PublicKeyCreation = {
  attestation?: string;
  authenticatorSelection?: {
    authenticatorAttachment?: string;
    requireResidentKey?: boolean;
    residentKey?: string;
    userVerification?: string;
  };
  challenge: Uint8Array;
  excludeCredentials?: Descriptor[];
  extensions?: { credProps?: boolean };
  hints?: string[];
  pubKeyCredParams: { alg: number; type: string }[];
  rp: { name: string; id?: string };
  timeout?: number;
  user: { name: string; displayName: string; id: Uint8Array };
};

export type PublicKeyRequest = {
  allowCredentials?: Descriptor[];
  challenge: Uint8Array;
  extensions?: object;
  hints?: string[];
  rpId?: string;
  timeout?: number;
  userVerification?: string;
};
