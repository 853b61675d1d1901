/** What the stores hold. The vault's crate says what the bytes mean. */

/** A sealed credential. `id` and `site` are 16 bytes in hex. */
export type SealedRecord = { id: string; site: string; sealed: Uint8Array };

/** What is to become durable together, or not at all. */
export type VaultChanges = { header?: Uint8Array; put: SealedRecord[]; remove: string[] };

/** What a store has besides its records, as far as it has it. */
export type StoreHead = { header: Uint8Array | undefined; manifest: Uint8Array | undefined };

/**
 * The manifest that follows `manifest` by a change: `before` are the stored records that go or are replaced,
 * `after` those that come, and `header` is the new one if there is one.
 */
export type NextManifest = (change: {
  manifest: Uint8Array | undefined;
  before: SealedRecord[];
  after: SealedRecord[];
  header: Uint8Array | undefined;
}) => Uint8Array;

/** A record's generation, which is the big-endian number behind its format's one byte (docs/vault-format.md). */
export function generationOf({ sealed }: SealedRecord): number {
  return new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength).getUint32(1);
}

/** Whether a place gave back the bytes that it was given. */
export function isSame(kept: Uint8Array | undefined, given: Uint8Array): boolean {
  return kept !== undefined && kept.length === given.length && kept.every((byte, at) => byte === given[at]);
}

/** A place that keeps a vault. Every method rejects if the place cannot be used. */
export type VaultStore = {
  /** The vault's header, or nothing. */
  header(): Promise<Uint8Array | undefined>;
  head(): Promise<StoreHead>;
  /** Whether anything says that a vault was ever made here. */
  hasTraces(): Promise<boolean>;
  /** The records that exist among `ids`, in no order. */
  records(ids: string[]): Promise<SealedRecord[]>;
  /** All records under these site tags. */
  recordsOfSites(sites: string[]): Promise<SealedRecord[]>;
  allRecords(): Promise<SealedRecord[]>;
  write(changes: VaultChanges & { manifest?: Uint8Array }): Promise<void>;
};
