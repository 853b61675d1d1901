import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { createByHand, getByHand } from './keys-by-hand';

/** `?api=native` calls the browser without the library that most sites use. */
const isByHand = new URLSearchParams(location.search).get('api') === 'native';

/** Makes a key. The browser's function is called before this returns. */
export function createKey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  return isByHand ? createByHand(optionsJSON) : startRegistration({ optionsJSON });
}

/** Asks for a key. The browser's function is called before this returns. */
export function useKey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON> {
  return isByHand ? getByHand(optionsJSON) : startAuthentication({ optionsJSON });
}
