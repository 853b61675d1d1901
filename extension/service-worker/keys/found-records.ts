/** The stored credentials that a ceremony is about. */

import type { Ceremony } from '../ceremonies/ceremony-store';
import { engine } from '../engine';
import { toEngine } from '../engine-records';
import type { OpenVault } from '../vault/vault-session';
import type { SealedRecord } from '../vault-storage/stored';
import { durableCopies, recordsNamed, recordsOfSites } from '../vault-storage/vault-storage';

/**
 * The records of the credentials that the site named, and all of its site if it named none or asks
 * for a new one. Those that do not open are replaced by the durable store's copies.
 */
export async function recordsFor({ kind, pending }: Ceremony, open: OpenVault): Promise<SealedRecord[]> {
  const loaded = await engine();
  const named = loaded.namedRecords(pending, open.header);
  const isSiteMeant = kind === 'create' || !named;
  const ofSite = isSiteMeant ? await recordsOfSites([open.vault.siteTag(pending)]) : [];
  const found = new Map([...(await recordsNamed(named ?? [])), ...ofSite].map((one) => [one.id, one]));
  return healthy([...found.values()], open);
}

/** Whether a vault that is locked may have a key for a sign-in: one of ours is named, or none is. */
export async function mayBeOurs({ pending }: Ceremony, header: Uint8Array): Promise<boolean> {
  const named = (await engine()).namedRecords(pending, header);
  return !named || (await recordsNamed(named)).length > 0;
}

/** The same records, the durable copy in the place of each that does not open. */
export async function healthy(records: SealedRecord[], { vault }: OpenVault): Promise<SealedRecord[]> {
  const damaged = new Set(vault.damaged(toEngine(await engine(), records)));
  if (damaged.size === 0) return records;
  return [...records.filter(({ id }) => !damaged.has(id)), ...(await durableCopies([...damaged]))];
}
