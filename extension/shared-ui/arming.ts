/** How long a window must have been still before a press in it counts as a decision. */
export const ARMING_MS = 600;

/**
 * Knows whether the window has been still for long enough.
 *
 * A page can make a click land here that was meant for it: it opens the window under the pointer, moves
 * it, covers it. Each such change disarms, and a double click is over before it arms again.
 */
export class Arming {
  /** Counts the changes: what began before one must not end after it. */
  changes = 0;
  #armedAt: number;

  /** @param clock milliseconds that never go back */
  constructor(private readonly clock: () => number) {
    this.#armedAt = clock() + ARMING_MS;
  }

  /** Something about the window changed. */
  disturb(): void {
    this.changes += 1;
    this.#armedAt = this.clock() + ARMING_MS;
  }

  isArmed(): boolean {
    return this.remaining() === 0;
  }

  /** Milliseconds until a press counts. */
  remaining(): number {
    return Math.max(0, this.#armedAt - this.clock());
  }
}
