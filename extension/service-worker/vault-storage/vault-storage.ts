/**
 * Both stores as one. Reads prefer the mirror, which is sooner; writes go to the durable store, are
 * read back from it, and then mirrored. What one store has lost, the other heals.
 */
import { inTurn } from '../serial';
import { durableStore } from './durable-store';
import { mirrorStore } from './mirror-store';
import { forgetRecords, noteChanges, noteRecords, noteSite, readRecords, readSite } from './read-records';
import { isSame, type SealedRecord, type VaultChanges, type VaultStore } from './stored';

/** `damaged`: something says that a vault exists, but neither store has a header that can be read. */
export type VaultPresence =
  | { vault: 'present'; header: Uint8Array }
  | { vault: 'absent' }
  | { vault: 'damaged' };

/** Looks for the vault. `isHeader` tells whether bytes are a header that this version can read. */
export async function findVault(isHeader: (bytes: Uint8Array) => boolean): Promise<VaultPresence> {
  const mirrored = await mirrorStore.header();
  if (mirrored && isHeader(mirrored)) return { vault: 'present', header: mirrored };
  const durable = await durableStore.header();
  if (durable && isHeader(durable)) {
    await mirrorStore.write({ header: durable, put: [], remove: [] });
    return { vault: 'present', header: durable };
  }
  const hasTraces = (await mirrorStore.hasTraces()) || (await durableStore.hasTraces());
  return { vault: hasTraces ? 'damaged' : 'absent' };
}

/** The records among `ids` that either store has. */
export async function recordsNamed(ids: string[]): Promise<SealedRecord[]> {
  const read = readRecords(ids);
  const mirrored = await fromStore(mirrorStore, absentIds(ids, read));
  const durable = await fromStore(durableStore, absentIds(ids, [...read, ...mirrored]));
  return [...read, ...mirrored, ...durable];
}

/** The records under these site tags; from the durable store if the mirror has none. */
export async function recordsOfSites(sites: string[]): Promise<SealedRecord[]> {
  return (await Promise.all(sites.map(recordsOfSite))).flat();
}

async function recordsOfSite(site: string): Promise<SealedRecord[]> {
  const read = readSite(site);
  if (read) return read;
  const mirrored = await mirrorStore.recordsOfSites([site]);
  const found = mirrored.length > 0 ? mirrored : await durableStore.recordsOfSites([site]);
  noteSite(site, found);
  return found;
}

async function fromStore(store: VaultStore, ids: string[]): Promise<SealedRecord[]> {
  if (ids.length === 0) return [];
  const found = await store.records(ids);
  noteRecords(found);
  return found;
}

function absentIds(ids: string[], found: SealedRecord[]): string[] {
  const known = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

/** The durable store's copies, for records whose mirror copy does not open. */
export function durableCopies(ids: string[]): Promise<SealedRecord[]> {
  return fromStore(durableStore, ids);
}

/** Every record of either store, the durable copy first where both have one. */
export async function allRecords(): Promise<SealedRecord[]> {
  const byId = new Map((await mirrorStore.allRecords()).map((record) => [record.id, record]));
  for (const record of await durableStore.allRecords()) byId.set(record.id, record);
  return [...byId.values()];
}

/** Stores durably, reads back, mirrors. When this resolves, the changes survive a power cut. */
export function save(changes: VaultChanges): Promise<void> {
  return inTurn('vault-storage', () => write(changes));
}

/**
 * Writes records again that are still there. One that was deleted meanwhile stays deleted, and one that
 * was saved meanwhile stays as it is: asked in turn, since what is being saved now counts as well.
 */
export function update(records: SealedRecord[]): Promise<void> {
  return inTurn('vault-storage', async () => {
    const present = new Set((await durableStore.records(records.map(({ id }) => id))).map(({ id }) => id));
    const put = records.filter((record) => present.has(record.id) && isNewest(record));
    if (records.some(({ id }) => !present.has(id))) forgetRecords();
    if (put.length > 0) await write({ put, remove: [] });
  });
}

/** A record that was written since, with another name perhaps, tells what this one does as well. */
function isNewest(record: SealedRecord): boolean {
  const [known] = readRecords([record.id]);
  return known === undefined || known === record;
}

async function write(changes: VaultChanges): Promise<void> {
  try {
    await durableStore.write(changes);
    await verifyWritten(changes);
    await mirrorStore.write(changes);
  } catch (error) {
    // Half-way through, only the stores know what is true.
    forgetRecords();
    throw error;
  }
  noteChanges(changes);
}

/**
 * Gives each store what it lacks and the other has. It removes nothing: a deletion was told to the
 * user only when it was done in both stores, and one that was interrupted counts as not done.
 */
export function reconcile(isHeader: (bytes: Uint8Array) => boolean): Promise<void> {
  return inTurn('vault-storage', async () => {
    const headers = await Promise.all([durableStore.header(), mirrorStore.header()]);
    const header = headers.find((bytes) => bytes && isHeader(bytes));
    if (!header) return;
    const [durable, mirrored] = await Promise.all([durableStore.allRecords(), mirrorStore.allRecords()]);
    await mirrorStore.write({ header, put: absentFrom(mirrored, durable), remove: [] });
    await durableStore.write({ header, put: absentFrom(durable, mirrored), remove: [] });
    forgetRecords();
  });
}

function absentFrom(have: SealedRecord[], wanted: SealedRecord[]): SealedRecord[] {
  const ids = new Set(have.map(({ id }) => id));
  return wanted.filter(({ id }) => !ids.has(id));
}

async function verifyWritten({ header, put, remove }: VaultChanges): Promise<void> {
  const written = new Map((await durableStore.records(put.map(({ id }) => id))).map((r) => [r.id, r]));
  const isWritten = put.every(({ id, sealed }) => isSame(written.get(id)?.sealed, sealed));
  const isRemoved = (await durableStore.records(remove)).length === 0;
  const isHeaderWritten = !header || isSame(await durableStore.header(), header);
  if (!isWritten || !isRemoved || !isHeaderWritten) throw new Error('storage did not keep what was written');
}
