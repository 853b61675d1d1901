/** Reads what claims to be a site's word about its accounts: the right shape and size, or nothing. */
import type { SignalJson } from './signal-json';

const LONGEST_NAME = 65_536;
const LONGEST_ID = 4_096;
/** More credentials than this has no account. */
export const MOST_ACCEPTED = 1_024;

export function parseSignal(value: unknown): SignalJson | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const signal = value as Record<string, unknown>;
  const { kind, rpId, credentialId, userId, allAcceptedCredentialIds, name, displayName } = signal;
  if (!isText(rpId)) return undefined;
  switch (kind) {
    case 'unknown-credential':
      return isId(credentialId) ? { kind, rpId, credentialId } : undefined;
    case 'all-accepted-credentials':
      return isId(userId) && isIdList(allAcceptedCredentialIds)
        ? { kind, rpId, userId, allAcceptedCredentialIds: [...allAcceptedCredentialIds] }
        : undefined;
    case 'current-user-details':
      return isId(userId) && isText(name) && isText(displayName)
        ? { kind, rpId, userId, name, displayName }
        : undefined;
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_ID && /^[\w-]*$/.test(value);
}

function isIdList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MOST_ACCEPTED && value.every(isId);
}
