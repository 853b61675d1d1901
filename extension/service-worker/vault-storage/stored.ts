/** What the stores hold. The vault's crate says what the bytes mean. */

/** A sealed credential. `id` and `site` are 16 bytes in hex. */
export type SealedRecord = { id: string; site: string; sealed: Uint8Array };

/** What is to become durable together, or not at all. */
export type VaultChanges = { header?: Uint8Array; put: SealedRecord[]; remove: string[] };

/** Whether a place gave back the bytes that it was given. */
export function isSame(kept: Uint8Array | undefined, given: Uint8Array): boolean {
  return kept !== undefined && kept.length === given.length && kept.every((byte, at) => byte === given[at]);
}

/** A place that keeps a vault. Every method rejects if the place cannot be used. */
export type VaultStore = {
  /** The vault's header, or nothing. */
  header(): Promise<Uint8Array | undefined>;
  /** Whether anything says that a vault was ever made here. */
  hasTraces(): Promise<boolean>;
  /** The records that exist among `ids`, in no order. */
  records(ids: string[]): Promise<SealedRecord[]>;
  /** All records under these site tags. */
  recordsOfSites(sites: string[]): Promise<SealedRecord[]>;
  allRecords(): Promise<SealedRecord[]>;
  write(changes: VaultChanges): Promise<void>;
};
