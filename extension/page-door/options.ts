/**
 * The options of `create` and `get`, member by member, in the order in which the browser reads them:
 * inherited dictionaries first, then by name. Measured against Chromium by a test.
 *
 * The tables also say what only the browser can serve: whatever is left to it makes the request its own.
 */
import { arrayLength, isAborted } from './captured';
import {
  boolean,
  bufferSource,
  type Convert,
  dictionary,
  leave,
  long,
  type Member,
  oneOf,
  type Reading,
  recordOf,
  sequenceOf,
  string,
  unless,
  unsignedLong,
} from './web-idl';

/** Chromium refuses longer lists of credentials itself. */
const MOST_DESCRIPTORS = 64;
const MOST_WORDS = 64;
const MOST_PARAMETERS = 256;

const words = sequenceOf(string, MOST_WORDS);

const descriptors = sequenceOf(
  dictionary([
    { name: 'id', convert: bufferSource, required: true },
    { name: 'transports', convert: words },
    { name: 'type', convert: string, required: true },
  ]),
  MOST_DESCRIPTORS,
);

const prfValues = dictionary([
  { name: 'first', convert: bufferSource, required: true },
  { name: 'second', convert: bufferSource },
]);

const prf = (evalByCredential: Convert): Member => ({
  name: 'prf',
  convert: dictionary([
    { name: 'eval', convert: prfValues },
    { name: 'evalByCredential', convert: evalByCredential },
  ]),
});

const largeBlob = (reading: Convert, support: Convert, writing: Convert): Member => ({
  name: 'largeBlob',
  convert: dictionary([
    { name: 'read', convert: reading },
    { name: 'support', convert: support },
    { name: 'write', convert: writing },
  ]),
});

/** Inputs that are an error at creation are left to the browser, which says so. */
const creationExtensions = dictionary([
  { name: 'appid', convert: leave },
  { name: 'appidExclude', convert: string },
  { name: 'credBlob', convert: bufferSource },
  { name: 'credProps', convert: boolean },
  { name: 'credentialProtectionPolicy', convert: string },
  { name: 'enforceCredentialProtectionPolicy', convert: unless(true, boolean) },
  { name: 'getCredBlob', convert: boolean },
  { name: 'hmacCreateSecret', convert: boolean },
  largeBlob(leave, unless('required', string), leave),
  { name: 'minPinLength', convert: boolean },
  { name: 'payment', convert: leave },
  prf(leave),
]);

/** Inputs that are an error at sign-in are left to the browser, which says so. */
const requestExtensions = dictionary([
  { name: 'appid', convert: string },
  { name: 'appidExclude', convert: leave },
  { name: 'credBlob', convert: bufferSource },
  { name: 'credProps', convert: leave },
  { name: 'credentialProtectionPolicy', convert: string },
  { name: 'enforceCredentialProtectionPolicy', convert: boolean },
  { name: 'getCredBlob', convert: boolean },
  { name: 'hmacCreateSecret', convert: boolean },
  largeBlob(boolean, leave, bufferSource),
  { name: 'minPinLength', convert: boolean },
  { name: 'payment', convert: leave },
  prf(recordOf(prfValues)),
]);

const creation = dictionary([
  { name: 'attestation', convert: string },
  {
    name: 'authenticatorSelection',
    convert: dictionary([
      { name: 'authenticatorAttachment', convert: string },
      { name: 'requireResidentKey', convert: boolean },
      { name: 'residentKey', convert: string },
      { name: 'userVerification', convert: string },
    ]),
  },
  { name: 'challenge', convert: bufferSource, required: true },
  { name: 'excludeCredentials', convert: descriptors },
  { name: 'extensions', convert: creationExtensions },
  { name: 'hints', convert: words },
  {
    name: 'pubKeyCredParams',
    convert: sequenceOf(
      dictionary([
        { name: 'alg', convert: long, required: true },
        { name: 'type', convert: string, required: true },
      ]),
      MOST_PARAMETERS,
    ),
    required: true,
  },
  {
    name: 'rp',
    convert: dictionary([
      { name: 'name', convert: string, required: true },
      { name: 'id', convert: string },
    ]),
    required: true,
  },
  { name: 'timeout', convert: unsignedLong },
  {
    name: 'user',
    convert: dictionary([
      { name: 'name', convert: string, required: true },
      { name: 'displayName', convert: string, required: true },
      { name: 'id', convert: userHandle, required: true },
    ]),
    required: true,
  },
]);

const request = dictionary([
  { name: 'allowCredentials', convert: descriptors },
  { name: 'challenge', convert: bufferSource, required: true },
  { name: 'extensions', convert: requestExtensions },
  { name: 'hints', convert: words },
  { name: 'rpId', convert: string },
  { name: 'timeout', convert: unsignedLong },
  { name: 'userVerification', convert: string },
]);

/** Conditional and silent calls are the browser's. */
const mediation: Member = { name: 'mediation', convert: oneOf('optional', 'required') };

export const creationOptions = dictionary([
  { name: 'digital', convert: leave },
  { name: 'federated', convert: leave },
  mediation,
  { name: 'password', convert: leave },
  { name: 'publicKey', convert: creation, required: true },
  { name: 'signal', convert: liveSignal },
]);

export const requestOptions = dictionary([
  { name: 'digital', convert: leave },
  { name: 'federated', convert: leave },
  { name: 'identity', convert: leave },
  mediation,
  { name: 'otp', convert: leave },
  { name: 'password', convert: leave },
  { name: 'publicKey', convert: request, required: true },
  { name: 'signal', convert: liveSignal },
  { name: 'uiMode', convert: leave },
]);

/** WebAuthn allows 1 to 64 bytes; the browser has its own answer to others. */
function userHandle(value: unknown, reading: Reading): unknown {
  const handle = bufferSource(value, reading);
  if (handle === value) return handle;
  const size = arrayLength(handle);
  return size >= 1 && size <= 64 ? handle : leave(handle, reading);
}

/** An aborted signal, or what is no signal, is for the browser to reject. */
function liveSignal(value: unknown, reading: Reading): unknown {
  try {
    return isAborted(value) ? leave(value, reading) : value;
  } catch {
    return leave(value, reading);
  }
}
