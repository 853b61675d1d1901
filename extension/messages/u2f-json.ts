/**
 * What a page passes to `window.u2f` and receives from it: the dictionaries of the FIDO U2F JavaScript
 * API, its versions 1.0 and 1.1 in one. Version 1.1 gives one AppID, and for sign-ins one challenge;
 * version 1.0 has them in each entry. What an entry has of its own counts.
 *
 * Source: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-javascript-api-v1.2-ps-20170411.html
 */
import type { Base64Url } from './webauthn-json';

/** Challenges and key handles are the page's own text: whatever it is, it is repeated as it came. */
export type U2fRegisterJson = {
  appId?: string;
  registerRequests: U2fChallengeJson[];
  registeredKeys: U2fKeyJson[];
  /** Milliseconds. */
  timeout?: number;
};

export type U2fSignJson = {
  appId?: string;
  challenge?: string;
  registeredKeys: U2fKeyJson[];
  /** Milliseconds. */
  timeout?: number;
};

export type U2fChallengeJson = { version?: string; challenge: string; appId?: string };

export type U2fKeyJson = { version?: string; keyHandle: string; appId?: string; challenge?: string };

export type U2fRegisterResponseJson = {
  version: string;
  registrationData: Base64Url;
  clientData: Base64Url;
};

export type U2fSignResponseJson = { keyHandle: string; signatureData: Base64Url; clientData: Base64Url };

/** The API's own numbers. Which cause has which is the engine's to choose, where it is asked. */
export const U2F_ERRORS = {
  OK: 0,
  OTHER_ERROR: 1,
  BAD_REQUEST: 2,
  CONFIGURATION_UNSUPPORTED: 3,
  DEVICE_INELIGIBLE: 4,
  TIMEOUT: 5,
} as const;

export type U2fErrorCode = (typeof U2F_ERRORS)[keyof typeof U2F_ERRORS];
