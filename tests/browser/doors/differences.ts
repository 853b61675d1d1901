/**
 * Where the exclusive door gives a page another outcome than the page door, and why. Nothing else may differ,
 * and what no longer differs has to go from here. In words: docs/exclusive-door.md.
 *
 * The sources named are files of Chromium:
 * `authenticator_common_impl.cc` below content/browser/webauth/, `value_conversions.cc` below components/webauthn/json/.
 */
import { NOT_ALLOWED } from '../../../extension/messages/not-allowed';
import type { Allowed } from '../native-differences/allowed';

type Difference = Omit<Allowed, 'at'> & {
  /** Where it can be read that it is so. */
  source: string;
};

const ANY = /^/;

const FROM_NATIVE: Difference[] = [
  {
    member: /^response\.clientData\.topOrigin$/,
    cases: /^14\. a cross-origin frame/,
    because: 'Chromium says that a frame is in a page of another site, and not of which.',
    source: 'value_conversions.cc: remoteDesktopClientOverride has `origin` and `sameOriginWithAncestors`.',
  },
  {
    member: ANY,
    cases: /^6\. a second request while one waits beside forms/,
    because: 'The first is refused at once, as every conditional sign-in there: the others are asked about.',
    source: 'authenticator_common_impl.cc: no proxying of a "conditional request".',
  },
  {
    member: ANY,
    cases: /^52\. a conditional get (waits|that names keys)/,
    because: 'Chromium refuses conditional sign-ins while an extension stands there.',
    source: 'authenticator_common_impl.cc: no proxying of a "conditional request".',
  },
  {
    member: ANY,
    cases: /^53\. an immediate get$/,
    because:
      'Chromium waits half a second for an immediate sign-in that it has passed on, and a person in a window takes longer.',
    source: 'device/fido/features.h: kWebAuthnImmediateMediationTimeoutMilliseconds.',
  },
  {
    member: /^value(\.conditionalGet)?$/,
    cases: /^51\. conditional mediation is there$|^54\. what the client can do$/,
    because: 'Chromium refuses conditional sign-ins there, and says so when it is asked before.',
    source: 'authenticator_common_impl.cc: IsConditionalMediationAvailable is false where there is a proxy.',
  },
  {
    member: ANY,
    cases: /^15\. a conditional creation in a cross-origin frame$/,
    because: 'Chromium does not say that a creation is conditional: it is asked about, as any other.',
    source: 'value_conversions.cc: there is no `mediation` in what is passed on.',
  },
  {
    member: ANY,
    cases: /^18\. a user\.id of no bytes$|^19\. only ML-DSA-87|^25\. a challenge of 1,000,000 bytes$/,
    because:
      'Not for Xenon. At the page door the browser answers it; what it has passed on it cannot take back. Xenon says no and steps aside, and the site’s button pressed again leads to the browser.',
    source: 'webAuthenticationProxy has no answer that hands a request back.',
  },
  {
    member: /(^results|^json\.clientExtensionResults)\.prf$|^order\.0$/,
    cases:
      /^45\. prf at sign-in, (without input|by no credential|for another credential in the list)$|^45\. prf of a key that was made without$/,
    because: 'Chromium gives the page no `prf` without results, and passes on none without inputs.',
    source: 'value_conversions.cc: GetAssertionResponseFromValue sets `echo_prf` only beside `results`.',
  },
  {
    member: /^message$/,
    cases: /^47\. largeBlob at sign-in: (read and write|write without a list|write with two credentials)$/,
    because:
      'Chromium looks at this after it has passed a request on, so Xenon refuses it, in its own words.',
    source: 'authenticator_common_impl.cc: CANNOT_READ_AND_WRITE_LARGE_BLOB comes after SignalGetRequest.',
  },
  {
    member: ANY,
    cases:
      /^49\. credProtect: (required, with any user|optional and enforced|optional, for a key that need not be discoverable|no policy, enforced)$/,
    because:
      'A rule of Chromium’s for its own authenticators, in no specification, and looked at after it has passed a request on. A policy that is enforced but not named it does not pass on.',
    source: 'authenticator_common_impl.cc: PROTECTION_POLICY_INCONSISTENT comes after SignalCreateRequest.',
  },
];

const UNREADABLE_CURVES =
  'Chromium takes no key of an elliptic curve but P-256 from an extension, so Xenon makes none there.';
const MEASURED_CURVES =
  'Measured on Chromium 156: completeCreateRequest rejects with "field missing or invalid: attestationObject".';

type Instead = Pick<Difference, 'because' | 'source'> & {
  /** The cases, by a pattern of their names. */
  cases: RegExp;
  /** What the page comes to see at the exclusive door. */
  result: unknown;
};

/** Of the lists in this folder. */
export const INSTEAD: Instead[] = [
  {
    cases: /^a sign-in beside the form that gives way to another call$/,
    result: [`NotAllowedError: ${NOT_ALLOWED}`, '[object PublicKeyCredential]'],
    because: 'Chromium refuses conditional sign-ins while an extension stands there.',
    source: 'authenticator_common_impl.cc: no proxying of a "conditional request".',
  },
  {
    cases: /^ESP?(384|512): a server verifies/,
    result: 'NotAllowedError',
    because: UNREADABLE_CURVES,
    source: MEASURED_CURVES,
  },
  {
    cases: /^the site’s order decides: ES384 before ES256$/,
    result: -7,
    because: `${UNREADABLE_CURVES} The site’s next algorithm is taken.`,
    source: MEASURED_CURVES,
  },
  {
    cases: /^related origins, .*only the list is asked for$/,
    result: { origin: 'https://www.caller.example', isForSite: true, listAskedFor: 2, told: [] },
    because: 'Chromium has asked for the list before it passes the request on; Xenon asks for itself.',
    source: 'authenticator_common_impl.cc: ValidateDomainAndRelyingPartyID comes before SignalCreateRequest.',
  },
  {
    cases: /^two frames in the same moment/,
    result: ['challenge-of-frame-0', 'OperationError: A request is already pending.'],
    because: 'Chromium takes one request at a time for all frames of a page.',
    source: 'Measured on Chromium 156: the error is not Xenon’s.',
  },
  {
    cases: /^two tabs at once/,
    result: [
      'second-challenge',
      'NotAllowedError: The operation is not allowed at this time because the page does not have focus.',
    ],
    because: 'Chromium gives an answer only to a tab that is in front when it comes.',
    source: 'Measured on Chromium 156; authenticator_common_impl.cc: AuthenticatorStatus::NOT_FOCUSED.',
  },
  {
    cases: /^a signal that a credential is unknown hides it/,
    result: ['undefined', false],
    because: 'Chromium passes no signal on.',
    source: 'webAuthenticationProxy has events for requests, and none for signals.',
  },
  {
    cases: /^related origins, .*: left to Chromium$/,
    result: ['NotAllowedError', 0],
    because:
      'Xenon goes by the specification, which Chromium does not in these. At the page door the browser answers; here it has passed the request on already.',
    source: 'webAuthenticationProxy has no answer that hands a request back.',
  },
];

/** Beside those of the page door, what differs from Chromium with its own authenticator. */
export const ALLOWED_AT_EXCLUSIVE_DOOR: Allowed[] = FROM_NATIVE.map((one) => ({ ...one, at: 'exclusive' }));
