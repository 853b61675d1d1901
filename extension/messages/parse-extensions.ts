/** Reads what claims to be the inputs of client extensions. */
import { base64Url, boolean, members, type Parse, record, text } from './parse';
import type { ExtensionInputsJson, PrfValuesJson } from './webauthn-json';

/** Sizes that no honest request comes near. */
const LONGEST_APPID = 2_048;
const LONGEST_WORD = 256;
const LONGEST_BYTES = 350_000;
const LONGEST_ID = 4_096;
/** As many as a request may name credentials. */
const MOST_CREDENTIALS = 64;

const appId = text(LONGEST_APPID);
const word = text(LONGEST_WORD);
const bytes = base64Url(LONGEST_BYTES);

const prfValues = members<PrfValuesJson>({ first: bytes }, { second: bytes });

export const extensionInputs: Parse<ExtensionInputsJson> = members<ExtensionInputsJson>(
  {},
  {
    appid: appId,
    appidExclude: appId,
    credBlob: bytes,
    credProps: boolean,
    credentialProtectionPolicy: word,
    enforceCredentialProtectionPolicy: boolean,
    getCredBlob: boolean,
    hmacCreateSecret: boolean,
    largeBlob: members<NonNullable<ExtensionInputsJson['largeBlob']>>(
      {},
      { support: word, read: boolean, write: bytes },
    ),
    minPinLength: boolean,
    prf: members<NonNullable<ExtensionInputsJson['prf']>>(
      {},
      { eval: prfValues, evalByCredential: record(base64Url(LONGEST_ID), prfValues, MOST_CREDENTIALS) },
    ),
  },
);
