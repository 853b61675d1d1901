import type { Answer, Done } from '../messages/from-user';
import { element } from './element';
import { passphraseField } from './passphrase-field';
import { problemText } from './problem-text';
import { type TextName, text } from './text';

export type PassphraseFormOptions = {
  id: string;
  button: TextName;
  look: 'primary' | 'soft';
  /** Carries the passphrase to the worker. */
  send(passphrase: string): Promise<Answer<Done>>;
  /** Called when the passphrase was right. */
  done?(): void;
};

export type PassphraseForm = {
  form: HTMLFormElement;
  /** Belongs to the form wherever it stands. */
  submit: HTMLButtonElement;
};

/** One passphrase, one button: unlocks the vault or verifies the user. Enter submits. */
export function passphraseForm({ id, button, look, send, done }: PassphraseFormOptions): PassphraseForm {
  const field = passphraseField({ id, label: 'passphrase', autocomplete: 'current-password' });
  const submit = element('button', { type: 'submit', class: look, form: `${id}-form` }, text(button));
  const form = element('form', { id: `${id}-form`, class: 'passphrase-form', novalidate: true }, field.root);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submitOnce(form, submit, async () => {
      field.accept();
      if (field.input.value === '') return field.reject(text('problemPassphraseMissing'));
      const answer = await send(field.take());
      if (answer.ok) done?.();
      else field.reject(problemText(answer.problem));
    });
  });
  return { form, submit };
}

/** Runs a form's work unless it runs already; while it does, assistive technology hears "busy". */
export async function submitOnce(
  form: HTMLFormElement,
  submit: HTMLButtonElement,
  work: () => Promise<void>,
): Promise<void> {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  submit.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    form.ariaBusy = null;
    submit.removeAttribute('aria-disabled');
  }
}
