import { type TextName, text } from '../texts/text';
import { element } from './element';
import { icon } from './icon';
import { normalised } from './passphrase';

export type PassphraseField = {
  root: HTMLElement;
  input: HTMLInputElement;
  /** Gives the passphrase and forgets it. */
  take(): string;
  /** Says what is wrong and lets the user type again. */
  reject(reason: string): void;
  /** Forgets what was said. */
  accept(): void;
};

export type PassphraseFieldOptions = {
  id: string;
  label: TextName;
  autocomplete: 'current-password' | 'new-password';
  describedBy?: string;
  /** Further inputs that this field's switch shows; an empty list: no switch here. */
  switchShows?: HTMLInputElement[];
};

/** A field for a passphrase, with a switch that shows the characters and a hint while Caps Lock is on. */
export function passphraseField(options: PassphraseFieldOptions): PassphraseField {
  const { id, label, autocomplete, describedBy } = options;
  const described = [`${id}-problem`, `${id}-caps-lock`, describedBy].filter(Boolean).join(' ');
  const input = element('input', {
    id,
    type: 'password',
    autocomplete,
    autocapitalize: 'off',
    spellcheck: 'false',
    required: true,
    'aria-describedby': described,
  });
  const problem = element('p', { id: `${id}-problem`, class: 'problem', role: 'alert' });
  const shows = options.switchShows ?? [input];
  const row = element(
    'div',
    { class: 'field-row' },
    input,
    ...(shows.length > 0 ? [showSwitch([input, ...shows])] : []),
  );
  const root = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, text(label)),
    row,
    capsLockHint(input),
    problem,
  );
  return {
    root,
    input,
    take() {
      const passphrase = normalised(input.value);
      input.value = '';
      return passphrase;
    },
    reject(reason) {
      problem.textContent = reason;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
      input.select();
    },
    accept() {
      problem.textContent = '';
      input.removeAttribute('aria-invalid');
    },
  };
}

function showSwitch(inputs: HTMLInputElement[]): HTMLButtonElement {
  const button = element(
    'button',
    {
      type: 'button',
      class: 'quiet show-switch',
      'aria-pressed': 'false',
      'aria-label': text('showCharacters'),
    },
    icon('eye'),
  );
  button.addEventListener('click', () => {
    const shown = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(shown));
    button.replaceChildren(icon(shown ? 'eye-off' : 'eye'));
    for (const input of inputs) input.type = shown ? 'text' : 'password';
  });
  return button;
}

function capsLockHint(input: HTMLInputElement): HTMLElement {
  const hint = element('p', { id: `${input.id}-caps-lock`, class: 'hint', role: 'status' });
  const update = (event: KeyboardEvent) => {
    // Autofill sends key events without modifiers' state.
    const isOn = event.getModifierState?.('CapsLock') ?? false;
    hint.textContent = isOn ? text('capsLockIsOn') : '';
  };
  input.addEventListener('keydown', update);
  input.addEventListener('keyup', update);
  return hint;
}
