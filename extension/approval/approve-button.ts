import type { Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { text } from '../shared-ui/text';
import type { Arming } from './arming';
import { DeliberatePress } from './deliberate-press';

export type ApproveButton = {
  root: HTMLButtonElement;
  /** Shows whether a press counts at this moment. */
  refresh(): void;
};

export type ApproveOptions = {
  question: Question;
  arming: Arming;
  /** Looks whether the window moved since the last look. */
  look(): void;
  /** The id of the text that says why approving is not possible yet. */
  blockedBy?: string | undefined;
  approve(): Promise<void>;
};

/**
 * The button that gives the site what it asks for.
 *
 * It names the site, so a window laid over everything but the button still leaves it to be read. It uses
 * `aria-disabled`, because a button that turns `disabled` loses the keyboard's focus.
 */
export function approveButton(options: ApproveOptions): ApproveButton {
  const { arming, blockedBy } = options;
  const root = element('button', { type: 'button', class: 'primary approve', 'aria-describedby': blockedBy });
  root.append(...label(options.question));
  let isSending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = () => {
    // Read once: time goes on between two looks, and the button must not wait for a moment that is past.
    const remaining = arming.remaining();
    const isReady = remaining === 0 && blockedBy === undefined && !isSending;
    root.setAttribute('aria-disabled', String(!isReady));
    root.classList.toggle('arming', remaining > 0);
    clearTimeout(timer);
    if (remaining > 0) timer = setTimeout(refresh, remaining);
  };
  const approve = async () => {
    if (isSending || blockedBy !== undefined) return;
    isSending = true;
    refresh();
    await options.approve();
    isSending = false;
    refresh();
  };
  listen(root, new DeliberatePress(arming), options.look, approve);
  refresh();
  return { root, refresh };
}

/** Both lines are the button's name, so that whoever hears it knows the site too. */
function label({ kind, rpId }: Question): Node[] {
  const purpose = text(kind === 'create' ? 'approveCreate' : 'approveGet', rpId);
  return [
    element('span', { class: 'verb' }, text('approve'), element('span', { class: 'heard' }, ':')),
    element('span', { class: 'purpose' }, purpose),
  ];
}

function listen(
  button: HTMLButtonElement,
  press: DeliberatePress,
  look: () => void,
  approve: () => Promise<void>,
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
    if (press.keyUp(event)) void approve();
  });
  button.addEventListener('click', (event) => {
    look();
    if (press.click(event as PointerEvent)) void approve();
  });
}
