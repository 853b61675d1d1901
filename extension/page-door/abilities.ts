/** What Xenon can do, told where a page asks the browser for its own abilities. */
import { type NativeFunction, whenAnswered } from './browser';
import { append, createObject, dataProperty, defineProperty, get, ownKeys, sortTexts } from './captured';
import type { Channel } from './channel';
import { newRequestId } from './request-id';
import { replaceStatic } from './static-function';
import { withoutFrames } from './without-frames';

/** Added to what the browser can do, and never in the place of it. */
const OURS = [
  'conditionalCreate',
  'conditionalGet',
  'extension:appid',
  'extension:appidExclude',
  'extension:credBlob',
  'extension:credProps',
  'extension:credentialProtectionPolicy',
  'extension:enforceCredentialProtectionPolicy',
  'extension:getCredBlob',
  'extension:hmacCreateSecret',
  'extension:largeBlob',
  'extension:minPinLength',
  'extension:prf',
  'passkeyPlatformAuthenticator',
  'relatedOrigins',
  'signalAllAcceptedCredentials',
  'signalCurrentUserDetails',
  'signalUnknownCredential',
  'userVerifyingPlatformAuthenticator',
];
/** Ours too, but only where the browser reads the `uiMode` that asks for it. */
const IMMEDIATE = 'immediateGet';

/** While Xenon is there; without it the browser's answers stand alone. */
export function tellAbilities({ isOpen, send }: Channel): void {
  // Xenon verifies its user by the passphrase.
  changeAnswer('isUserVerifyingPlatformAuthenticatorAvailable', () => true);
  changeAnswer('isConditionalMediationAvailable', () => true);
  changeAnswer('getClientCapabilities', withOurs);

  function changeAnswer(name: string, change: (native: unknown) => unknown): void {
    replaceStatic(name, (native: NativeFunction, self, given) =>
      withoutFrames(() => {
        // Who asks this will call soon: by then the worker has started.
        if (isOpen()) send({ kind: 'prepare', requestId: newRequestId() });
        return whenAnswered(native, self, given, (answer) => (isOpen() ? change(answer) : answer));
      }),
    );
  }
}

/** A record of the same kind, its names in order, as the browser gives it. */
function withOurs(native: unknown): object {
  const can = createObject(null) as Record<string, unknown>;
  const names: string[] = [];
  const natives = ownKeys(native as object) as string[];
  for (let i = 0; i < natives.length; i += 1) {
    const name = natives[i] as string;
    can[name] = get(native as object, name);
    append(names, name);
  }
  for (let i = 0; i < OURS.length; i += 1) {
    const name = OURS[i] as string;
    if (can[name] === undefined) append(names, name);
    can[name] = true;
  }
  if (can[IMMEDIATE] !== undefined) can[IMMEDIATE] = true;
  sortTexts(names);
  const told = {};
  for (let i = 0; i < names.length; i += 1)
    defineProperty(told, names[i] as string, dataProperty(can[names[i] as string]));
  return told;
}
