/**
 * Slows down whoever tries passphrases. It counts in `chrome.storage.local`, so that neither a stopped
 * worker nor a new start of the browser gives anybody fresh tries.
 */
import { engineProblem } from './engine';
import { Problem } from './problem';

const KEY = 'guesses';
/** People mistype. */
const FREE_GUESSES = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** `at`: when the last of them was made; milliseconds since 1970. */
type Guesses = { wrong: number; at: number };

const NONE: Guesses = { wrong: 0, at: 0 };

/** Kept beside the storage: should that fail, this life of the worker still counts. */
let known: Guesses | undefined;

/**
 * Looks at a passphrase, unless it is too early for another one. Callers do so one after another.
 *
 * It counts as wrong before it is looked at: a worker that is stopped in between has not looked for
 * nothing. Rejects as `guess` does, and tells how long to wait.
 */
export async function evaluate<T>(guess: () => T | Promise<T>): Promise<T> {
  const before = known ?? (await load());
  const wait = remaining(before);
  if (wait > 0) throw new Problem('too-many-guesses', wait);
  const charged = { wrong: before.wrong + 1, at: Date.now() };
  await keep(charged);
  try {
    const right = await guess();
    await keep(NONE);
    return right;
  } catch (error) {
    if (engineProblem(error) === 'wrong-passphrase')
      throw new Problem('wrong-passphrase', remaining(charged));
    // Nothing was learned about the passphrase.
    await keep(before);
    throw error;
  }
}

function remaining({ wrong, at }: Guesses): number {
  if (wrong < FREE_GUESSES) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_GUESSES), LONGEST_WAIT_MS);
  // A clock that was set back makes nobody wait longer than that.
  return Math.min(Math.max(0, at + wait - Date.now()), wait);
}

async function load(): Promise<Guesses> {
  const { [KEY]: stored } = await chrome.storage.local.get(KEY);
  const { wrong, at } = { ...NONE, ...(stored as Partial<Guesses> | undefined) };
  return Number.isSafeInteger(wrong) && Number.isFinite(at) ? { wrong, at } : NONE;
}

/** A disk that is full must not keep anybody from their keys. */
async function keep(guesses: Guesses): Promise<void> {
  known = guesses;
  try {
    if (guesses.wrong === 0) await chrome.storage.local.remove(KEY);
    else await chrome.storage.local.set({ [KEY]: guesses });
  } catch (error) {
    reportError(error);
  }
}
