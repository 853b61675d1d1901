/**
 * The first store: IndexedDB with `durability: "strict"`, which flushes to disk before it reports
 * completion. `chrome.storage.local` acknowledges earlier, and so is only the mirror.
 */
import {
  isSame,
  type NextManifest,
  type SealedRecord,
  type StoreHead,
  type VaultChanges,
  type VaultStore,
} from './stored';

const DATABASE = 'xenon';
const VERSION = 1;
const HEADER = 'header';
const MANIFEST = 'manifest';

/** A folder that cannot be opened takes Chromium two seconds to say, and one request asks several times. */
const LONG_MS = 1_000;
const ASKED_AGAIN_AFTER_MS = 3_000;

let opening: Promise<IDBDatabase> | undefined;

export type DurableStore = VaultStore & {
  /**
   * Writes changes together with the manifest that follows the stored one, read in the same transaction.
   * Resolves with both.
   */
  writeNext(
    changes: VaultChanges,
    nextManifest: NextManifest,
  ): Promise<{ previous: Uint8Array | undefined; manifest: Uint8Array }>;
  /** What is there now of these records, and the head, as one moment has them. */
  readBack(ids: string[]): Promise<{ records: SealedRecord[]; head: StoreHead }>;
};

export const durableStore: DurableStore = {
  async header() {
    const database = await open();
    const store = database.transaction('vault').objectStore('vault');
    return (await result<Uint8Array | undefined>(store.get(HEADER))) ?? undefined;
  },

  async head() {
    const database = await open();
    return headIn(database.transaction('vault'));
  },

  async readBack(ids) {
    const database = await open();
    const transaction = database.transaction(['vault', 'records']);
    const [records, head] = await Promise.all([recordsIn(transaction, ids), headIn(transaction)]);
    return { records, head };
  },

  async hasTraces() {
    const database = await open();
    const transaction = database.transaction(['vault', 'records']);
    const header = await result(transaction.objectStore('vault').count());
    return header > 0 || (await result(transaction.objectStore('records').count())) > 0;
  },

  async records(ids) {
    const database = await open();
    return recordsIn(database.transaction('records'), ids);
  },

  async recordsOfSites(sites) {
    const database = await open();
    const index = database.transaction('records').objectStore('records').index('site');
    const found = await Promise.all(sites.map((site) => result<SealedRecord[]>(index.getAll(site))));
    return found.flat();
  },

  async allRecords() {
    const database = await open();
    return result<SealedRecord[]>(database.transaction('records').objectStore('records').getAll());
  },

  async write(changes) {
    await change((transaction) => {
      enqueue(transaction, changes);
      return removeOnceKept(transaction, changes);
    });
  },

  writeNext(changes, nextManifest) {
    return change(async (transaction) => {
      const stored = transaction.objectStore('vault').get(MANIFEST);
      const [previous, before] = await Promise.all([
        result<Uint8Array | undefined>(stored),
        recordsIn(transaction, [...changes.put.map(({ id }) => id), ...changes.remove]),
      ]);
      const manifest = nextManifest({ manifest: previous, ...withoutKnown(changes, before) });
      enqueue(transaction, { ...changes, manifest });
      await removeOnceKept(transaction, changes);
      return { previous, manifest };
    });
  },
};

/** What a change comes to: what is stored already as it is to be neither goes nor comes. */
function withoutKnown({ put, remove, header }: VaultChanges, stored: SealedRecord[]) {
  const known = new Map(stored.map((one) => [one.id, one]));
  const after = put.filter(({ id, sealed }) => !isSame(known.get(id)?.sealed, sealed));
  const touched = new Set([...after.map(({ id }) => id), ...remove]);
  return { before: stored.filter(({ id }) => touched.has(id)), after, header };
}

/** One transaction: all of the work is on disk when this resolves, or nothing of it ever is. */
async function change<T>(work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
  const database = await open();
  const transaction = database.transaction(['vault', 'records'], 'readwrite', { durability: 'strict' });
  const [, worked] = await Promise.all([completion(transaction), orAborted(transaction, work)]);
  return worked;
}

async function orAborted<T>(
  transaction: IDBTransaction,
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await work(transaction);
  } catch (error) {
    transaction.abort();
    throw error;
  }
}

function enqueue(
  transaction: IDBTransaction,
  { header, manifest, put }: VaultChanges & { manifest?: Uint8Array },
): void {
  const vault = transaction.objectStore('vault');
  if (header) vault.put(header, HEADER);
  if (manifest) vault.put(manifest, MANIFEST);
  const records = transaction.objectStore('records');
  for (const record of put) records.put(record);
}

async function headIn(transaction: IDBTransaction): Promise<StoreHead> {
  const store = transaction.objectStore('vault');
  const [header, manifest] = await Promise.all([result(store.get(HEADER)), result(store.get(MANIFEST))]);
  return { header, manifest };
}

async function recordsIn(transaction: IDBTransaction, ids: string[]): Promise<SealedRecord[]> {
  const records = transaction.objectStore('records');
  const found = await Promise.all(ids.map((id) => result<SealedRecord | undefined>(records.get(id))));
  return found.filter((record) => record !== undefined);
}

/** What goes for something new goes when that can be read back, and in the same transaction. */
async function removeOnceKept(transaction: IDBTransaction, { put, remove }: VaultChanges): Promise<void> {
  if (remove.length === 0) return;
  const records = transaction.objectStore('records');
  const kept = await Promise.all(put.map(({ id }) => result<SealedRecord | undefined>(records.get(id))));
  if (!put.every(({ sealed }, at) => isSame(kept[at]?.sealed, sealed)))
    throw new Error('storage did not keep what was written');
  for (const id of remove) records.delete(id);
}

function open(): Promise<IDBDatabase> {
  if (!opening) {
    const since = performance.now();
    opening = openDatabase();
    opening.catch(() => openAnew(performance.now() - since));
  }
  return opening;
}

/** What failed at once may succeed at once, when there is room on the disk again. */
function openAnew(tookMs: number): void {
  const forget = () => {
    opening = undefined;
  };
  if (tookMs > LONG_MS) setTimeout(forget, ASKED_AGAIN_AFTER_MS);
  else forget();
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('vault');
    request.result.createObjectStore('records', { keyPath: 'id' }).createIndex('site', 'site');
  };
  const database = await result(request);
  // Chrome closes the connection when the profile's storage is cleared or broken: open anew next time.
  database.onclose = () => {
    opening = undefined;
  };
  return database;
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when the transaction is on disk; a request's own success comes too early to be trusted. */
function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
