/**
 * Both stores as one. Reads prefer the mirror, which is sooner; writes go to the durable store, are
 * read back from it, and then mirrored. What one store has lost, the other heals.
 */
import { inTurn } from '../serial';
import { durableStore } from './durable-store';
import { mirrorStore } from './mirror-store';
import { forgetRecords, noteChanges, noteRecords, noteSite, readRecords, readSite } from './read-records';
import {
  generationOf,
  isSame,
  type NextManifest,
  type SealedRecord,
  type StoreHead,
  type VaultChanges,
  type VaultStore,
} from './stored';

/** Every change of the stores waits for the one before. */
const TURN = 'vault-storage';
/** So many records at a time are looked at without a pause. */
const PIECE = 500;

let started = 0;

/** `damaged`: something says that a vault exists, but neither store has a header that can be read. */
export type VaultPresence =
  | { vault: 'present'; header: Uint8Array }
  | { vault: 'absent' }
  | { vault: 'damaged' };

/** Tells whether bytes are a header that this version can read. */
export type HeaderTest = (bytes: Uint8Array) => boolean;

/** Looks for the vault. What judges its header may still be on its way. */
export async function findVault(test: HeaderTest | Promise<HeaderTest>): Promise<VaultPresence> {
  const [mirrored, isHeader] = await Promise.all([orNothing(mirrorStore.header()), test]);
  if (mirrored && isHeader(mirrored)) return { vault: 'present', header: mirrored };
  const durable = await durableStore.header();
  if (durable && isHeader(durable)) {
    await orNothing(mirrorStore.write({ header: durable, put: [], remove: [] }));
    return { vault: 'present', header: durable };
  }
  const hasTraces = (await mirrorStore.hasTraces()) || (await durableStore.hasTraces());
  return { vault: hasTraces ? 'damaged' : 'absent' };
}

/** The records among `ids` that either store has. */
export async function recordsNamed(ids: string[]): Promise<SealedRecord[]> {
  const read = readRecords(ids);
  const mirrored = (await orNothing(fromStore(mirrorStore, absentIds(ids, read)))) ?? [];
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
  const mirrored = (await orNothing(mirrorStore.recordsOfSites([site]))) ?? [];
  const found = mirrored.length > 0 ? mirrored : await durableStore.recordsOfSites([site]);
  noteSite(site, found);
  return found;
}

/** What a store that cannot be used has not: the other one may have it. Chrome lists the reason. */
async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    reportError(error);
    return undefined;
  }
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
  const mirrored = await orNothing(mirrorStore.allRecords());
  const durable = mirrored ? await orNothing(durableStore.allRecords()) : await durableStore.allRecords();
  const byId = new Map((mirrored ?? []).map((record) => [record.id, record]));
  for (const record of durable ?? []) byId.set(record.id, record);
  return [...byId.values()];
}

/** What a change left: its manifest, and whether the mirror has it all. If not, the stores must be compared. */
export type Saved = { manifest: Uint8Array; isMirrored: boolean };

/**
 * Stores durably with the manifest that follows, reads back, mirrors. When this resolves, the changes
 * survive a power cut.
 */
export function saveNext(changes: VaultChanges, nextManifest: NextManifest): Promise<Saved> {
  return inTurn(TURN, () => write(changes, nextManifest));
}

/**
 * Writes records again that are still there. One that was deleted meanwhile stays deleted, and one that
 * was saved meanwhile stays as it is: asked in turn, since what is being saved now counts as well.
 */
export function updateNext(records: SealedRecord[], nextManifest: NextManifest): Promise<Saved | undefined> {
  return inTurn(TURN, async () => {
    const stored = await durableStore.records(records.map(({ id }) => id));
    const generations = new Map(stored.map((one) => [one.id, generationOf(one)]));
    const put = records.filter((one) => generationOf(one) > (generations.get(one.id) ?? Infinity));
    if (put.length < records.length) forgetRecords();
    return put.length > 0 ? write({ put, remove: [] }, nextManifest) : undefined;
  });
}

/** What makes the stores those of one vault. */
export type Head = { header: Uint8Array; manifest: Uint8Array };

/** Begins the stores of a vault that has just been made. */
export function createStores(head: Head): Promise<void> {
  return inTurn(TURN, () => writeHead(head));
}

/**
 * Puts records of another vault beside those that are there, and takes such records away. To the vault that is
 * there that is no change: should the other one never take its place, the next comparison removes them.
 */
export function writeBeside(records: { put: SealedRecord[]; remove: string[] }): Promise<void> {
  return inTurn(TURN, async () => {
    await durableStore.write(records);
    await mirrorStore.write(records);
  });
}

/**
 * Gives the stores to the vault whose records lie beside the others, once `close` has made sure that nobody
 * works with the old one any more. Nothing if a change was begun since `settled`; tells whether it was done.
 */
export function exchangeHead(head: Head, settled: number, close: () => Promise<void>): Promise<boolean> {
  return inTurn(TURN, async () => {
    if (started !== settled) return false;
    started += 1;
    await close();
    await writeHead(head);
    return true;
  });
}

async function writeHead(head: Head): Promise<void> {
  const changes = { ...head, put: [], remove: [] };
  await durableStore.write(changes);
  await verifyWritten(changes);
  await mirrorStore.write(changes);
}

async function write(changes: VaultChanges, nextManifest: NextManifest): Promise<Saved> {
  started += 1;
  try {
    const [{ previous, manifest }, place] = await Promise.all([
      durableStore.writeNext(changes, nextManifest),
      orNothing(mirrorStore.placeOf(changes)),
    ]);
    // At once: whoever asks now finds it as the store does.
    noteChanges(changes);
    const written = { ...changes, manifest };
    await verifyWritten(written);
    // A mirror that has missed a change stays what it was, which is a whole: it gets everything or nothing.
    if (!place || !previous || !isSame(place.head.manifest, previous)) return { manifest, isMirrored: false };
    await mirrorStore.writeAt(place, written);
    return { manifest, isMirrored: true };
  } catch (error) {
    // Half-way through, only the stores know what is true.
    forgetRecords();
    throw error;
  }
}

/** What both stores have besides their records. */
export async function heads(): Promise<{ durable: StoreHead; mirror: StoreHead }> {
  const [durable, mirror] = await Promise.all([durableStore.head(), mirrorStore.head()]);
  return { durable, mirror };
}

/** What both stores have under some of the `total` ids that there are. */
export type Piece = { durable: SealedRecord[]; mirror: SealedRecord[]; total: number };

/** Everything that both stores have, in pieces: whatever has one id is in the same piece. */
export async function* recordsInPieces(): AsyncGenerator<Piece> {
  const [durable, mirror] = await Promise.all([durableStore.allRecords(), mirrorStore.allRecords()]);
  const byId = (records: SealedRecord[]) => new Map(records.map((record) => [record.id, record]));
  const [durably, mirrored] = [byId(durable), byId(mirror)];
  const ids = [...new Set([...durably.keys(), ...mirrored.keys()])];
  for (let at = 0; at < ids.length; at += PIECE) {
    const piece = ids.slice(at, at + PIECE);
    const among = (records: Map<string, SealedRecord>) =>
      piece.map((id) => records.get(id)).filter((record) => record !== undefined);
    yield { durable: among(durably), mirror: among(mirrored), total: ids.length };
  }
}

/**
 * Once no change is under way: how many there were. What is read after this is the state of one moment if the
 * number has stayed the same; a change that was still going on would make it a mixture.
 */
export function changesSettled(): Promise<number> {
  return inTurn(TURN, async () => started);
}

/** Which records a store lacks, and which belong to it no more. */
export type Repair = { copy: string[]; remove: string[] };

/** Gives both stores the same. Nothing if a change was begun since `settled`; tells whether it was done. */
export function repairBoth(
  head: Head,
  repairs: { durable: Repair; mirror: Repair },
  settled: number,
): Promise<boolean> {
  return inTurn(TURN, async () => {
    if (started !== settled) return false;
    started += 1;
    await repair(durableStore, mirrorStore, head, repairs.durable);
    await repair(mirrorStore, durableStore, head, repairs.mirror);
    return true;
  });
}

async function repair(
  store: VaultStore,
  other: VaultStore,
  { header, manifest }: Head,
  { copy, remove }: Repair,
): Promise<void> {
  const stored = await store.head();
  const isWhole = isSame(stored.header, header) && isSame(stored.manifest, manifest);
  if (isWhole && copy.length === 0 && remove.length === 0) return;
  forgetRecords();
  await store.write({ header, manifest, put: await other.records(copy), remove });
}

async function verifyWritten({
  header,
  manifest,
  put,
  remove,
}: VaultChanges & { manifest: Uint8Array }): Promise<void> {
  const { records, head } = await durableStore.readBack([...put.map(({ id }) => id), ...remove]);
  const written = new Map(records.map((one) => [one.id, one]));
  const isWritten = put.every(({ id, sealed }) => isSame(written.get(id)?.sealed, sealed));
  const isRemoved = !remove.some((id) => written.has(id));
  const isHeadWritten = isSame(head.manifest, manifest) && (!header || isSame(head.header, header));
  if (!isWritten || !isRemoved || !isHeadWritten) throw new Error('storage did not keep what was written');
}
