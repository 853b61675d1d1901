/**
 * The sealed records that this life of the worker has read or written: a second sign-in at a site
 * needs no storage. Only this worker writes the stores, so what is here is what is there.
 */
import type { SealedRecord, VaultChanges } from './stored';

/** Enough for the sites of a day; beyond that it starts afresh rather than grow. */
const MOST_RECORDS = 1_000;

const records = new Map<string, SealedRecord>();
const idsOfSites = new Map<string, Set<string>>();

/** Those among `ids` that are here. */
export function readRecords(ids: string[]): SealedRecord[] {
  return ids.map((id) => records.get(id)).filter((record) => record !== undefined);
}

/** All records of a site, or nothing if the site has not been read. */
export function readSite(site: string): SealedRecord[] | undefined {
  const ids = idsOfSites.get(site);
  return ids && readRecords([...ids]);
}

export function noteRecords(read: SealedRecord[]): void {
  if (records.size + read.length > MOST_RECORDS) forgetRecords();
  for (const record of read) records.set(record.id, record);
}

/** Notes that `read` are all records of `site`. */
export function noteSite(site: string, read: SealedRecord[]): void {
  noteRecords(read);
  idsOfSites.set(site, new Set(read.map(({ id }) => id)));
}

/** Notes what has just been written. */
export function noteChanges({ put, remove }: VaultChanges): void {
  noteRecords(put);
  for (const { id, site } of put) idsOfSites.get(site)?.add(id);
  for (const id of remove) records.delete(id);
}

export function forgetRecords(): void {
  records.clear();
  idsOfSites.clear();
}
