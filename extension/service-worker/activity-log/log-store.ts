/**
 * Where the entries lie: a database of its own, which is opened for nothing else. One copy without a
 * flush is enough, for no key depends on it. Adding one costs the same however many there are.
 */
export type SealedEntry = {
  /** The number of days since 1970. */
  day: number;
  sealed: Uint8Array;
  /** The same as the vault can read it that is about to take this one's place. */
  resealed?: Uint8Array;
};

/**
 * `decided`: a person decided, or had decided before. `undecided`: nobody did; since pages can make as
 * many of them as they like, they have a share, and never push out the others.
 */
export type Share = 'decided' | 'undecided';

export const MOST_ENTRIES = 5_000;
export const MOST_UNDECIDED = 1_000;
export const MOST_DAYS = 90;

const DATABASE = 'xenon-activity';
const VERSION = 1;
const SHARES: Share[] = ['decided', 'undecided'];

let opening: Promise<IDBDatabase> | undefined;

/** Adds entries, oldest first, and removes what is too old or too much. `today` counts as `day` does. */
export async function append(entries: Record<Share, SealedEntry[]>, today: number): Promise<void> {
  const transaction = (await open()).transaction(SHARES, 'readwrite', { durability: 'relaxed' });
  const done = completion(transaction);
  const stores = {
    decided: transaction.objectStore('decided'),
    undecided: transaction.objectStore('undecided'),
  };
  await trim(stores.undecided, await addAll(stores.undecided, entries.undecided), MOST_UNDECIDED);
  const left = MOST_ENTRIES - (await result(stores.undecided.count()));
  await trim(stores.decided, await addAll(stores.decided, entries.decided), left);
  for (const share of SHARES) removeBefore(stores[share], today - MOST_DAYS);
  await done;
}

/** In no order. */
export async function allEntries(): Promise<SealedEntry[]> {
  const transaction = (await open()).transaction(SHARES);
  const found = SHARES.map((share) => result<SealedEntry[]>(transaction.objectStore(share).getAll()));
  return (await Promise.all(found)).flat();
}

/** Changes every entry in one transaction. */
export async function rewriteAll(change: (entry: SealedEntry) => SealedEntry): Promise<void> {
  const transaction = (await open()).transaction(SHARES, 'readwrite', { durability: 'strict' });
  for (const share of SHARES) rewriteEach(transaction.objectStore(share).openCursor(), change);
  await completion(transaction);
}

function rewriteEach(
  entries: IDBRequest<IDBCursorWithValue | null>,
  change: (entry: SealedEntry) => SealedEntry,
): void {
  entries.onsuccess = () => {
    const { result: cursor } = entries;
    if (!cursor) return;
    cursor.update(change(cursor.value));
    cursor.continue();
  };
}

export async function removeAll(): Promise<void> {
  const transaction = (await open()).transaction(SHARES, 'readwrite', { durability: 'relaxed' });
  for (const share of SHARES) transaction.objectStore(share).clear();
  await completion(transaction);
}

/** Gives the number of the last one that was added. The numbers have no gaps. */
async function addAll(store: IDBObjectStore, entries: SealedEntry[]): Promise<number | undefined> {
  const numbers = await Promise.all(entries.map((entry) => result(store.add(entry))));
  return numbers.at(-1) as number | undefined;
}

async function trim(store: IDBObjectStore, last: number | undefined, most: number): Promise<void> {
  const newest = last ?? ((await result(store.openKeyCursor(null, 'prev')))?.key as number | undefined);
  if (newest !== undefined) store.delete(IDBKeyRange.upperBound(newest - most));
}

/** Removes the days before `day`: almost always there is none. */
function removeBefore(store: IDBObjectStore, day: number): void {
  const old = store.index('day').openCursor(IDBKeyRange.upperBound(day, true));
  old.onsuccess = () => {
    old.result?.delete();
    old.result?.continue();
  };
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
    for (const share of SHARES)
      request.result.createObjectStore(share, { autoIncrement: true }).createIndex('day', 'day');
  };
  const database = await result(request);
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

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
