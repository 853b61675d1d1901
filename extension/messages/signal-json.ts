/**
 * What a site says about its accounts, unasked: the options of
 * https://www.w3.org/TR/webauthn-3/#sctn-signal-methods
 */
import type { Base64Url } from './webauthn-json';

export type SignalJson =
  | { kind: 'unknown-credential'; rpId: string; credentialId: Base64Url }
  | {
      kind: 'all-accepted-credentials';
      rpId: string;
      userId: Base64Url;
      allAcceptedCredentialIds: Base64Url[];
    }
  | { kind: 'current-user-details'; rpId: string; userId: Base64Url; name: string; displayName: string };
