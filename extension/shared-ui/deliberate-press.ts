import type { Arming } from './arming';

type PointerFacts = Pick<PointerEvent, 'isTrusted' | 'isPrimary' | 'button' | 'pointerId'>;
type KeyFacts = Pick<KeyboardEvent, 'isTrusted' | 'repeat' | 'key'>;
type ClickFacts = Pick<PointerEvent, 'isTrusted' | 'pointerId' | 'pointerType'>;

type Begun = { by: number | string; changes: number };

/**
 * Tells a press that a person meant for this button from one that a page arranged.
 *
 * Both halves of the press, down and up, must happen on the button, in this window, while it is armed
 * and with no change in between. A key that was held when the window opened only repeats: it never
 * goes down here.
 */
export class DeliberatePress {
  #begun: Begun | undefined;

  constructor(private readonly arming: Arming) {}

  pointerDown(event: PointerFacts): void {
    this.#begun = undefined;
    if (event.isTrusted && event.isPrimary && event.button === 0) this.#begin(event.pointerId);
  }

  keyDown(event: KeyFacts): void {
    if (event.repeat) return;
    this.#begun = undefined;
    if (event.isTrusted) this.#begin(event.key);
  }

  /** Whether this ends a deliberate press. */
  keyUp(event: KeyFacts): boolean {
    return event.isTrusted && this.#ends(event.key);
  }

  /** Whether this ends a deliberate press. */
  click(event: ClickFacts): boolean {
    if (!event.isTrusted) return false;
    // A screen reader's "activate" is a trusted click without a pointer or a key. Keys' own clicks
    // are prevented at the button, so this is neither a held Enter nor a held Space.
    if (event.pointerType === '') return this.#begun === undefined && this.arming.isArmed();
    return this.#ends(event.pointerId);
  }

  /** The press left the button, or the window lost the keyboard. */
  cancel(): void {
    this.#begun = undefined;
  }

  #begin(by: number | string): void {
    if (this.arming.isArmed()) this.#begun = { by, changes: this.arming.changes };
  }

  #ends(by: number | string): boolean {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun?.by === by && begun.changes === this.arming.changes && this.arming.isArmed();
  }
}
