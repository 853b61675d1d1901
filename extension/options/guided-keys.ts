import type { KeySummary } from '../messages/from-user';
import type { Guide } from './guides-list';

/** The keys for the site that a guide is about. */
export function guidedKeys({ domains }: Pick<Guide, 'domains'>, keys: KeySummary[]): KeySummary[] {
  return keys.filter(({ rpId }) => domains.some((domain) => isWithin(rpId, domain)));
}

function isWithin(rpId: string, domain: string): boolean {
  return rpId === domain || rpId.endsWith(`.${domain}`);
}

/** When one of the keys was used last, or nothing if none was. */
export function lastUse(keys: KeySummary[]): number | undefined {
  const uses = keys.flatMap(({ lastUsedAt = [] }) => lastUsedAt);
  return uses.length > 0 ? Math.max(...uses) : undefined;
}
