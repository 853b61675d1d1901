/**
 * What a page may ask of Xenon, and what it may be told.
 *
 * A page can send anything over its port, and a compromised renderer can speak for the content
 * script. So these messages carry no authority: who asks is read from Chrome's `sender`.
 */
import type { SignalJson } from './signal-json';
import type {
  U2fErrorCode,
  U2fRegisterJson,
  U2fRegisterResponseJson,
  U2fSignJson,
  U2fSignResponseJson,
} from './u2f-json';
import type {
  AuthenticationResponseJson,
  CreationOptionsJson,
  RegistrationResponseJson,
  RequestOptionsJson,
} from './webauthn-json';

/** 128 random bits in hex, minted by the page door; unique only together with the document. */
export type RequestId = string;

/**
 * How the page wants its user involved: WebAuthn's `mediation`, with `modal` for `optional` and
 * `required`, and `immediate` for a `get` of that `uiMode`.
 */
export type Mediation = 'modal' | 'conditional' | 'immediate' | 'silent';

/** A page's call of `navigator.credentials.create` or `get`. */
export type KeyCall =
  | { kind: 'create'; requestId: RequestId; mediation: Mediation; options: CreationOptionsJson }
  | { kind: 'get'; requestId: RequestId; mediation: Mediation; options: RequestOptionsJson };

/** A page's call of `u2f.register` or `sign`, by whichever way it came. */
export type U2fCall =
  | { kind: 'u2f-register'; requestId: RequestId; options: U2fRegisterJson }
  | { kind: 'u2f-sign'; requestId: RequestId; options: U2fSignJson };

/** Page door to content script, over the document's MessagePort. */
export type FromPage =
  | KeyCall
  | U2fCall
  /** The page aborted, or no longer waits. */
  | { kind: 'cancel'; requestId: RequestId }
  /** The page's promise has settled with the reply. */
  | { kind: 'settled'; requestId: RequestId }
  /** What was the browser's to answer, it has answered. */
  | { kind: 'browser-answered'; requestId: RequestId }
  /** The page has asked what its browser can do: a request may follow. It gets no answer. */
  | { kind: 'prepare'; requestId: RequestId }
  /** What the browser has accepted of the page's word about its accounts. It gets no answer. */
  | { kind: 'signal'; requestId: RequestId; signal: SignalJson };

/** What only the isolated world of the asking frame can tell. */
export type FrameReport = {
  /** Whether the user has just acted in this frame (transient activation). */
  userActive: boolean;
  /** The origins of all ancestors, parent first, as `location.ancestorOrigins` gives them. */
  ancestorOrigins: string[];
};

/** Content script to worker, over the document's runtime port. */
export type FromSite =
  | (KeyCall & FrameReport)
  | (U2fCall & FrameReport)
  | Exclude<FromPage, KeyCall | U2fCall>;

/** Worker to content script to page door: how a request ended. Every request gets exactly one. */
export type ToSite = { requestId: RequestId } & SiteOutcome;

/** Content script to page door. `gone`: the extension was reloaded or removed; nothing follows. */
export type ToPage = ToSite | { outcome: 'gone' };

export type SiteOutcome =
  | { outcome: 'created'; credential: RegistrationResponseJson }
  | { outcome: 'signed'; credential: AuthenticationResponseJson }
  | { outcome: 'refused'; name: string; message: string }
  | { outcome: 'u2f-registered'; credential: U2fRegisterResponseJson }
  | { outcome: 'u2f-signed'; credential: U2fSignResponseJson }
  | { outcome: 'u2f-refused'; errorCode: U2fErrorCode }
  /** Not for Xenon: the browser's own function answers. For U2F it has none. */
  | { outcome: 'browser' };

/** Worker to content script: whether the document still waits. It answers `true`, as to a {@link ToSite}. */
export type StillThere = { kind: 'still-there' };

/** The name of the runtime port from a content script. */
export const SITE_PORT = 'site';
