/** Reads what claims to be the arguments of `window.u2f`: the right shape and size, or nothing. */
import { integer, list, members, type Parse, text } from './parse';
import type { U2fChallengeJson, U2fKeyJson, U2fRegisterJson, U2fSignJson } from './u2f-json';

/** Sizes that no honest request comes near. */
const LONGEST_APPID = 2_048;
const LONGEST_CHALLENGE = 65_536;
const LONGEST_HANDLE = 4_096;
const LONGEST_WORD = 256;
export const MOST_U2F_ENTRIES = 64;

const appId = text(LONGEST_APPID);
const version = text(LONGEST_WORD);
const challenge = text(LONGEST_CHALLENGE);

const challenges = list(members<U2fChallengeJson>({ challenge }, { version, appId }), MOST_U2F_ENTRIES);

const keys = list(
  members<U2fKeyJson>({ keyHandle: text(LONGEST_HANDLE) }, { version, appId, challenge }),
  MOST_U2F_ENTRIES,
);

export const u2fRegister: Parse<U2fRegisterJson> = members<U2fRegisterJson>(
  { registerRequests: challenges, registeredKeys: keys },
  { appId, timeout: integer },
);

export const u2fSign: Parse<U2fSignJson> = members<U2fSignJson>(
  { registeredKeys: keys },
  { appId, challenge, timeout: integer },
);
