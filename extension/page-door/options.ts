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
  left,
  long,
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
  dictionary({
    id: { required: bufferSource },
    transports: words,
    type: { required: string },
  }),
  MOST_DESCRIPTORS,
);

const prfValues = dictionary({
  first: { required: bufferSource },
  second: bufferSource,
});

const prf = (evalByCredential: Convert) => dictionary({ eval: prfValues, evalByCredential });

/** Inputs that are an error at creation are left to the browser, which says so. */
const creationExtensions = dictionary({
  appid: leave,
  appidExclude: string,
  credBlob: bufferSource,
  credProps: boolean,
  credentialProtectionPolicy: string,
  enforceCredentialProtectionPolicy: boolean,
  getCredBlob: boolean,
  hmacCreateSecret: boolean,
  largeBlob: dictionary({ read: leave, support: string, write: leave }),
  minPinLength: boolean,
  payment: leave,
  prf: prf(left(recordOf(prfValues))),
  uvm: boolean,
});

/** Inputs that are an error at sign-in are left to the browser, which says so. */
const requestExtensions = dictionary({
  appid: string,
  appidExclude: string,
  credBlob: bufferSource,
  credProps: unless(true, boolean),
  credentialProtectionPolicy: string,
  enforceCredentialProtectionPolicy: boolean,
  getCredBlob: boolean,
  hmacCreateSecret: boolean,
  largeBlob: dictionary({ read: boolean, support: leave, write: bufferSource }),
  minPinLength: boolean,
  payment: leave,
  prf: prf(recordOf(prfValues)),
  uvm: boolean,
});

const selection = dictionary({
  authenticatorAttachment: string,
  requireResidentKey: boolean,
  residentKey: string,
  userVerification: string,
});

const parameters = sequenceOf(
  dictionary({ alg: { required: long }, type: { required: string } }),
  MOST_PARAMETERS,
);

const relyingParty = dictionary({ name: { required: string }, id: string });

const user = dictionary({
  name: { required: string },
  displayName: { required: string },
  id: { required: userHandle },
});

const creation = dictionary({
  attestation: string,
  attestationFormats: words,
  authenticatorSelection: selection,
  challenge: { required: bufferSource },
  excludeCredentials: descriptors,
  extensions: creationExtensions,
  hints: words,
  pubKeyCredParams: { required: parameters },
  rp: { required: relyingParty },
  timeout: unsignedLong,
  user: { required: user },
});

const request = dictionary({
  allowCredentials: descriptors,
  challenge: { required: bufferSource },
  extensions: requestExtensions,
  hints: words,
  rpId: string,
  timeout: unsignedLong,
  userVerification: string,
});

const mediation = oneOf('conditional', 'optional', 'required', 'silent');

export const creationOptions = dictionary({
  digital: leave,
  federated: leave,
  mediation,
  password: leave,
  publicKey: { required: creation },
  signal: liveSignal,
});

export const requestOptions = dictionary({
  digital: leave,
  federated: leave,
  identity: leave,
  mediation,
  otp: leave,
  password: leave,
  publicKey: { required: request },
  signal: liveSignal,
  uiMode: oneOf('active', 'immediate'),
});

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
