/**
 * Slows down whoever tries passphrases or PINs. It counts in `chrome.storage.local`, so that neither a
 * stopped worker nor a new start of the browser gives anybody fresh tries.
 */
import { type EngineProblem, engineProblem } from '../engine';
import { readLocalOrNothing, removeLocal, writeLocal } from '../local-area';
import { Problem } from '../problem';

/** People mistype. */
const FREE_GUESSES = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** So short a secret is no longer looked at after so many wrong ones. */
const MOST_PINS = 8;

/** `at`: when the last of them was made; milliseconds since 1970. */
type Guesses = { wrong: number; at: number };

const NONE: Guesses = { wrong: 0, at: 0 };

class GuessLimit {
  /** Kept beside the storage: should that fail, this life of the worker still counts. */
  #known: Guesses | undefined;

  constructor(
    private readonly key: string,
    private readonly wrong: EngineProblem & ('wrong-passphrase' | 'wrong-pin'),
    private readonly most: number,
  ) {}

  /**
   * Looks at a guess, unless it is too early for another one. Callers do so one after another.
   *
   * It counts as wrong before it is looked at: a worker that is stopped in between has not looked for
   * nothing. Rejects as `guess` does, and tells how long to wait.
   */
  async evaluate<T>(guess: () => T | Promise<T>): Promise<T> {
    const before = await this.#current();
    if (before.wrong >= this.most) throw new Problem('pin-off');
    const wait = remaining(before);
    if (wait > 0) throw new Problem('too-many-guesses', wait);
    const charged = { wrong: before.wrong + 1, at: Date.now() };
    await this.#keep(charged);
    try {
      const right = await guess();
      await this.reset();
      return right;
    } catch (error) {
      if (engineProblem(error) === this.wrong) throw await this.#answered(charged);
      // Nothing was learned about the secret.
      await this.#keep(before);
      throw error;
    }
  }

  /** Whether no guess is looked at any more. */
  async isSpent(): Promise<boolean> {
    return (await this.#current()).wrong >= this.most;
  }

  /** Begins anew: the user has shown otherwise who they are. */
  async reset(): Promise<void> {
    if ((await this.#current()).wrong > 0) await this.#keep(NONE);
  }

  /** The wait begins when the answer is known, however long that took. */
  async #answered({ wrong }: Guesses): Promise<Problem> {
    const guesses = { wrong, at: Date.now() };
    await this.#keep(guesses);
    return new Problem(this.wrong, remaining(guesses));
  }

  async #current(): Promise<Guesses> {
    return this.#known ?? load(this.key);
  }

  /** A disk that is full must not keep anybody from their keys. */
  async #keep(guesses: Guesses): Promise<void> {
    this.#known = guesses;
    try {
      if (guesses.wrong === 0) await removeLocal(this.key);
      else await writeLocal({ [this.key]: guesses });
    } catch (error) {
      reportError(error);
    }
  }
}

const passphraseGuesses = new GuessLimit('guesses', 'wrong-passphrase', Number.POSITIVE_INFINITY);
export const pinGuesses = new GuessLimit('pin-guesses', 'wrong-pin', MOST_PINS);

/** Looks at a passphrase. The right one lets the PIN be tried anew. */
export async function evaluate<T>(guess: () => T | Promise<T>): Promise<T> {
  const right = await passphraseGuesses.evaluate(guess);
  await pinGuesses.reset();
  return right;
}

function remaining({ wrong, at }: Guesses): number {
  if (wrong < FREE_GUESSES) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_GUESSES), LONGEST_WAIT_MS);
  // A clock that was set back makes nobody wait longer than that.
  return Math.min(Math.max(0, at + wait - Date.now()), wait);
}

/** Storage that cannot be read must not keep anybody from their keys either. */
async function load(key: string): Promise<Guesses> {
  const { [key]: stored } = await readLocalOrNothing(key);
  const { wrong, at } = { ...NONE, ...(stored as Partial<Guesses> | undefined) };
  return Number.isSafeInteger(wrong) && Number.isFinite(at) ? { wrong, at } : NONE;
}
