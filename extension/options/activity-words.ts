import type { ActivityEntry, ActivityReason, ActivityResult, Consent } from '../messages/activity';
import type { CeremonyKind } from '../messages/ceremony-kind';
import { type TextName, text } from '../texts/text';

export const KIND_NAMES: Record<CeremonyKind, TextName> = {
  create: 'activityCreate',
  get: 'activityGet',
  'u2f-register': 'activityU2fRegister',
  'u2f-sign': 'activityU2fSign',
};

export const RESULT_NAMES: Record<ActivityResult, TextName> = {
  done: 'resultDone',
  failed: 'resultFailed',
  browser: 'resultBrowser',
};

const CONSENT_NAMES: Record<Consent, TextName> = {
  standing: 'consentStanding',
  'just-approved': 'consentJustApproved',
};

const REASON_NAMES: Record<ActivityReason, TextName> = {
  denied: 'reasonDenied',
  'another-device': 'reasonAnotherDevice',
  'page-left': 'reasonPageLeft',
  'page-aborted': 'reasonPageAborted',
  timeout: 'reasonTimeout',
  'rp-id': 'reasonRpId',
  'app-id': 'reasonAppId',
  caller: 'reasonCaller',
  'user-handle': 'reasonMalformed',
  algorithm: 'reasonAlgorithm',
  extension: 'reasonMalformed',
  'u2f-version': 'reasonU2fVersion',
  'u2f-malformed': 'reasonMalformed',
  'too-many-windows': 'reasonTooManyWindows',
  'cannot-verify': 'reasonCannotVerify',
  'no-key': 'reasonNoKey',
  'key-exists': 'reasonKeyExists',
  'storage-failed': 'reasonStorageFailed',
  failed: 'reasonFailed',
};

/** Why it came to this, in words; nothing where there is no more to say. */
export function whyOf({ because, consent, rpId, origin }: ActivityEntry): string | undefined {
  // A text without a place for a name leaves it out.
  if (because) return text(REASON_NAMES[because], rpId, nameOf(origin));
  return consent && text(CONSENT_NAMES[consent]);
}

/** RP IDs have no ports. */
function nameOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : origin;
}

/** As the address bar shows it; an origin that was cut is no address any more. */
export function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
