/**
 * `chrome.storage.local`, which does not answer at all where its files cannot be opened. No page waits for
 * that: what takes too long has failed, and for a while nothing else is asked.
 */
const PATIENCE_MS = 3_000;
/** For everything at once, of which there may be a lot. */
const MOST_PATIENCE_MS = 60_000;
const ASKED_AGAIN_AFTER_MS = 10_000;

type Items = Record<string, unknown>;

let failedAt = Number.NEGATIVE_INFINITY;

/** The values that there are under these keys; under all keys for `null`. */
export function readLocal(keys: string | string[] | null): Promise<Items> {
  return answered(
    () => chrome.storage.local.get<Items>(keys),
    keys === null ? MOST_PATIENCE_MS : PATIENCE_MS,
  );
}

/** The same where it is better to go on without: what cannot be read is not there. */
export async function readLocalOrNothing(keys: string | string[]): Promise<Items> {
  try {
    return await readLocal(keys);
  } catch (error) {
    reportError(error);
    return {};
  }
}

/** Writes all of them, or nothing. */
export function writeLocal(items: Items): Promise<void> {
  return answered(() => chrome.storage.local.set(items));
}

export function removeLocal(keys: string | string[]): Promise<void> {
  return answered(() => chrome.storage.local.remove(keys));
}

async function answered<T>(work: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
  if (performance.now() - failedAt < ASKED_AGAIN_AFTER_MS) throw unanswered();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      failedAt = performance.now();
      reject(unanswered());
    }, patience);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** As the other store says it, so that the user reads of storage and of nothing else. */
function unanswered(): DOMException {
  return new DOMException('local storage does not answer', 'UnknownError');
}
