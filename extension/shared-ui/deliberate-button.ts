import type { Arming } from './arming';
import { DeliberatePress } from './deliberate-press';
import { element } from './element';

export type DeliberateButton = {
  root: HTMLButtonElement;
  /** Shows whether a press counts at this moment. */
  refresh(): void;
  /** Says, by the id of a text, why a press is not possible yet; without one, it is. */
  block(reason: string | undefined): void;
};

export type DeliberateButtonOptions = {
  className: string;
  label: Node[];
  arming: Arming;
  /** Looks whether the window moved since the last look. */
  look(): void;
  /** Does what the button is for. Until it is done, no other press counts. */
  press(): Promise<void>;
};

/**
 * A button that gives something away, and so takes no press that a page could have arranged.
 *
 * It uses `aria-disabled`, because a button that turns `disabled` loses the keyboard's focus.
 */
export function deliberateButton(options: DeliberateButtonOptions): DeliberateButton {
  const { arming, className, label } = options;
  const root = element('button', { type: 'button', class: className }, ...label);
  let blockedBy: string | undefined;
  let isBusy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = () => {
    // Read once: time goes on between two looks, and the button must not wait for a moment that is past.
    const remaining = arming.remaining();
    const isReady = remaining === 0 && blockedBy === undefined && !isBusy;
    root.setAttribute('aria-disabled', String(!isReady));
    root.classList.toggle('arming', remaining > 0);
    clearTimeout(timer);
    if (remaining > 0) timer = setTimeout(refresh, remaining);
  };
  const block = (reason: string | undefined) => {
    blockedBy = reason;
    if (reason === undefined) root.removeAttribute('aria-describedby');
    else root.setAttribute('aria-describedby', reason);
    refresh();
  };
  const press = async () => {
    if (isBusy || blockedBy !== undefined) return;
    isBusy = true;
    refresh();
    await options.press();
    isBusy = false;
    refresh();
  };
  listen(root, new DeliberatePress(arming), options.look, press);
  refresh();
  return { root, refresh, block };
}

function listen(
  button: HTMLButtonElement,
  press: DeliberatePress,
  look: () => void,
  pressed: () => Promise<void>,
): void {
  const isPressKey = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';
  button.addEventListener('pointerdown', (event) => {
    look();
    press.pointerDown(event);
  });
  button.addEventListener('pointerleave', () => press.cancel());
  button.addEventListener('blur', () => press.cancel());
  button.addEventListener('keydown', (event) => {
    if (!isPressKey(event)) return;
    // The browser would click while the key is still down, and again at each repetition.
    event.preventDefault();
    look();
    press.keyDown(event);
  });
  button.addEventListener('keyup', (event) => {
    if (!isPressKey(event)) return;
    event.preventDefault();
    look();
    if (press.keyUp(event)) void pressed();
  });
  button.addEventListener('click', (event) => {
    look();
    if (press.click(event as PointerEvent)) void pressed();
  });
}
