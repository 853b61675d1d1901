/**
 * What the browser refuses because members do not go together. It does so before it asks anybody, so
 * such a call is its own to answer, in its own words. Measured against Chromium by a test.
 */
import { toBase64Url } from './base64url';
import { arrayLength, canParseUrl, ownKeys } from './captured';
import type {
  CreationSnapshot,
  Descriptor,
  ExtensionInputs,
  PrfValues,
  PublicKeyCreation,
  RequestSnapshot,
} from './snapshot';
import { isUserActive } from './user-activation';

/** As much as Chromium lets a site keep in a large blob. */
const LARGEST_BLOB = 2_048;

export function creationContradictsItself({ publicKey }: CreationSnapshot): boolean {
  const { authenticatorSelection: selection, extensions = {}, pubKeyCredParams } = publicKey;
  if (pubKeyCredParams.length > 0 && countOfPublicKeys(pubKeyCredParams) === 0) return true;
  const isEnforced = extensions.enforceCredentialProtectionPolicy === true;
  switch (extensions.credentialProtectionPolicy) {
    case undefined:
      return isEnforced;
    case 'userVerificationOptional':
      return isEnforced || !mayBeDiscoverable(selection);
    case 'userVerificationOptionalWithCredentialIDList':
      return false;
    case 'userVerificationRequired':
      return selection?.userVerification !== 'required';
    default:
      return true;
  }
}

export function requestContradictsItself({ publicKey, mediation, uiMode }: RequestSnapshot): boolean {
  const { allowCredentials: allowed = [], extensions = {} } = publicKey;
  const cannotBeImmediate = mediation === 'conditional' || allowed.length > 0 || !isUserActive();
  return (uiMode === 'immediate' && cannotBeImmediate) || extensionsContradict(extensions, allowed);
}

function mayBeDiscoverable(selection: PublicKeyCreation['authenticatorSelection']): boolean {
  const { residentKey, requireResidentKey } = selection ?? {};
  if (residentKey === 'required' || residentKey === 'preferred') return true;
  return residentKey !== 'discouraged' && requireResidentKey === true;
}

function extensionsContradict(
  { appid = '', largeBlob: { read, write } = {}, prf }: ExtensionInputs,
  allowed: Descriptor[],
): boolean {
  if (appid !== '' && !canParseUrl(appid)) return true;
  // A large blob is written to one credential, which the request names.
  const cannotBeWritten = read || countOfPublicKeys(allowed) !== 1;
  if (write && (cannotBeWritten || arrayLength(write) > LARGEST_BLOB)) return true;
  return prf?.evalByCredential !== undefined && !areAllowed(prf.evalByCredential, allowed);
}

function countOfPublicKeys(list: { type: string }[]): number {
  let count = 0;
  for (let i = 0; i < list.length; i += 1) if (list[i]?.type === 'public-key') count += 1;
  return count;
}

function areAllowed(byCredential: Record<string, PrfValues>, allowed: Descriptor[]): boolean {
  const ids = ownKeys(byCredential);
  for (let i = 0; i < ids.length; i += 1) if (!isAllowed(ids[i], allowed)) return false;
  return allowed.length > 0;
}

function isAllowed(id: unknown, allowed: Descriptor[]): boolean {
  for (let i = 0; i < allowed.length; i += 1) {
    const descriptor = allowed[i];
    if (descriptor && toBase64Url(descriptor.id) === id) return true;
  }
  return false;
}
