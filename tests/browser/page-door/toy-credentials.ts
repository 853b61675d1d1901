/** Credentials of the right shape; nothing here verifies them. */
import type {
  AuthenticationResponseJson,
  ExtensionOutputsJson,
  RegistrationResponseJson,
} from '../../../extension/messages/webauthn-json';

const id = 'AAECAwQFBgcICQoLDA0ODw';
const authenticatorData = 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAg';
const clientDataJSON = 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0';

export const created: RegistrationResponseJson = {
  id,
  rawId: id,
  type: 'public-key',
  authenticatorAttachment: 'platform',
  response: {
    clientDataJSON,
    authenticatorData,
    transports: ['internal'],
    publicKey: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE-_-_',
    publicKeyAlgorithm: -7,
    attestationObject: 'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YQ',
  },
  clientExtensionResults: { credProps: { rk: true } },
};

export const signed: AuthenticationResponseJson = {
  id,
  rawId: id,
  type: 'public-key',
  authenticatorAttachment: 'platform',
  response: { clientDataJSON, authenticatorData, signature: 'MEUCIGkvkxWbBRFIPxlR', userHandle: 'AQ' },
  clientExtensionResults: {},
};

const first = 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE';
const second = 'AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI';

export const createdOutputs: ExtensionOutputsJson = {
  prf: { results: { second, first }, enabled: true },
  largeBlob: { supported: true },
  hmacCreateSecret: true,
  credProps: { rk: true },
  credBlob: true,
};

export const signedOutputs: ExtensionOutputsJson = {
  prf: { results: { second, first } },
  largeBlob: { blob: 'BwcHBwcHBwcH' },
  getCredBlob: 'BwcHBwc',
};
