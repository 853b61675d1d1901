/**
 * The first store: IndexedDB with `durability: "strict"`, which flushes to disk before it reports
 * completion. `chrome.storage.local` acknowledges earlier, and so is only the mirror.
 */
import { isSame, type SealedRecord, type VaultChanges, type VaultStore } from './stored';

const DATABASE = 'xenon';
const VERSION = 1;
const HEADER = 'header';

let opening: Promise<IDBDatabase> | undefined;

export const durableStore: VaultStore = {
  async header() {
    const database = await open();
    const store = database.transaction('vault').objectStore('vault');
    return (await result<Uint8Array | undefined>(store.get(HEADER))) ?? undefined;
  },

  async hasTraces() {
    const database = await open();
    const transaction = database.transaction(['vault', 'records']);
    const header = await result(transaction.objectStore('vault').count());
    return header > 0 || (await result(transaction.objectStore('records').count())) > 0;
  },

  async records(ids) {
    const database = await open();
    const store = database.transaction('records').objectStore('records');
    const found = await Promise.all(ids.map((id) => result<SealedRecord | undefined>(store.get(id))));
    return found.filter((record) => record !== undefined);
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
    const database = await open();
    const transaction = database.transaction(['vault', 'records'], 'readwrite', { durability: 'strict' });
    const done = completion(transaction);
    enqueue(transaction, changes);
    await Promise.all([done, removeOnceKept(transaction, changes)]);
  },
};

function enqueue(transaction: IDBTransaction, { header, put }: VaultChanges): void {
  if (header) transaction.objectStore('vault').put(header, HEADER);
  const records = transaction.objectStore('records');
  for (const record of put) records.put(record);
}

/** What goes for something new goes when that can be read back, and in the same transaction. */
async function removeOnceKept(transaction: IDBTransaction, { put, remove }: VaultChanges): Promise<void> {
  if (remove.length === 0) return;
  const records = transaction.objectStore('records');
  const kept = await Promise.all(put.map(({ id }) => result<SealedRecord | undefined>(records.get(id))));
  if (put.every(({ sealed }, at) => isSame(kept[at]?.sealed, sealed))) {
    for (const id of remove) records.delete(id);
    return;
  }
  transaction.abort();
  throw new Error('storage did not keep what was written');
}

function open(): Promise<IDBDatabase> {
  opening ??= openDatabase().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
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
