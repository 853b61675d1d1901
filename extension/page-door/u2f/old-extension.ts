/**
 * The messages of the extension that Chrome once had built in, and that pages' own scripts still look
 * for: they send it a request, and wait for a response of the same number.
 */
import { U2F_ERRORS } from '../../messages/u2f-json';
import { get, isObject } from '../captured';
import { JS_API_VERSION, tried } from './api';
import { type Asked, registration, signature } from './call';
import { type AskU2f, callBack, failure } from './desk';

export const OLD_EXTENSION_ID = 'kmendfapggjehodndflmmgagdbamhnfd';

/**
 * What such scripts send where their page named no time: their constant, not anybody's wish. A person who
 * has to find a passphrase is not hurried by it.
 */
const SECONDS_OF_NOBODY = 30;

/** Answers one message; the response comes later. */
export function answerOldMessage(message: unknown, ask: AskU2f, respond: (response: object) => void): void {
  const requestId = memberOf(message, 'requestId');
  const as = (type: string) => (responseData: object) =>
    respond(requestId === undefined ? { type, responseData } : { type, requestId, responseData });
  switch (memberOf(message, 'type')) {
    case 'u2f_register_request':
      ask(registrationIn(message), as('u2f_register_response'));
      break;
    case 'u2f_sign_request':
      ask(signatureIn(message), as('u2f_sign_response'));
      break;
    case 'u2f_get_api_version_request':
      callBack(as('u2f_get_api_version_response'), { js_api_version: JS_API_VERSION });
      break;
    default:
      callBack(as('u2f_register_response'), failure(U2F_ERRORS.BAD_REQUEST));
  }
}

function registrationIn(message: unknown): Asked | undefined {
  const of = (name: string) => memberOf(message, name);
  return tried(() => registration(of('appId'), of('registerRequests'), keysIn(message), secondsIn(message)));
}

function signatureIn(message: unknown): Asked | undefined {
  const of = (name: string) => memberOf(message, name);
  return tried(() => signature(of('appId'), of('challenge'), keysIn(message), secondsIn(message)));
}

/** 1.1 has keys, 1.0 has requests to sign with them. */
function keysIn(message: unknown): unknown {
  return memberOf(message, 'registeredKeys') ?? memberOf(message, 'signRequests');
}

function secondsIn(message: unknown): unknown {
  const seconds = memberOf(message, 'timeoutSeconds');
  return seconds === SECONDS_OF_NOBODY ? undefined : seconds;
}

function memberOf(message: unknown, name: string): unknown {
  return tried(() => (isObject(message) ? get(message, name) : undefined));
}
