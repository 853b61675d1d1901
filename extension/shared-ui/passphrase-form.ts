import type { Answer, Done } from '../messages/from-user';
import { type TextName, text } from '../texts/text';
import { element } from './element';
import { passphraseField } from './passphrase-field';
import { problemText } from './problem-text';
import { waitingTime } from './waiting-time';

export type PassphraseFormOptions = {
  id: string;
  /** What is asked for; the passphrase if nothing else is said. */
  secret?: 'passphrase' | 'currentPassphrase' | 'filePassphrase' | 'pin';
  /** What stands above the field. */
  before?: Node[];
  button: TextName;
  look: 'primary' | 'soft';
  /** Carries the passphrase to the worker; gives nothing where something else has to be put right first. */
  send(passphrase: string): Promise<Answer<Done> | undefined>;
  /** Called when the passphrase was right. */
  done?(): void;
};

export type PassphraseForm = {
  form: HTMLFormElement;
  /** Belongs to the form wherever it stands. */
  submit: HTMLButtonElement;
};

/** One passphrase, one button: unlocks the vault or verifies the user. Enter submits. */
export function passphraseForm(options: PassphraseFormOptions): PassphraseForm {
  const { id, button, look, send, done, secret = 'passphrase', before = [] } = options;
  const field = passphraseField({ id, label: secret, autocomplete: 'current-password' });
  const wait = waitingTime();
  const submit = element('button', { type: 'submit', class: look, form: `${id}-form` }, text(button));
  const form = element(
    'form',
    { id: `${id}-form`, class: 'passphrase-form', novalidate: true },
    ...before,
    field.root,
    wait.root,
  );
  const tryPassphrase = async () => {
    field.accept();
    if (field.input.value === '')
      return field.reject(text(secret === 'pin' ? 'problemPinMissing' : 'problemPassphraseMissing'));
    const answer = await send(field.take());
    if (!answer) return;
    if (answer.ok) return done?.();
    field.reject(problemText(answer.problem));
    if (answer.waitMs) wait.start(answer.waitMs, () => submit.removeAttribute('aria-disabled'));
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (wait.isRunning()) return;
    await submitOnce(form, submit, tryPassphrase);
    if (wait.isRunning()) submit.setAttribute('aria-disabled', 'true');
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
