/** Records on their way into the engine and back. */
import type { Engine, StoredRecord } from './engine';
import type { SealedRecord } from './vault-storage/stored';

/** The engine takes its own objects, and uses them up. */
export function toEngine({ StoredRecord }: Engine, records: SealedRecord[]): StoredRecord[] {
  return records.map(({ id, site, sealed }) => new StoredRecord(id, site, sealed));
}

export function fromEngine(records: StoredRecord[]): SealedRecord[] {
  return records.map(({ id, site, sealed }) => ({ id, site, sealed }));
}
