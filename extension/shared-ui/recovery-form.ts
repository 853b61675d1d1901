import type { CeremonyId } from '../messages/from-user';
import { text } from '../texts/text';
import { element } from './element';
import { newPassphrase } from './new-passphrase';
import { submitOnce } from './passphrase-form';
import { problemText } from './problem-text';
import { recoveryCodeField } from './recovery-code-field';
import { ask } from './worker-client';

/** Folded away: the recovery code, and the passphrase that follows a forgotten one. */
export function recoveryForm(ceremony: CeremonyId | undefined, done?: () => void): HTMLElement {
  const code = recoveryCodeField('recovery-code');
  const chosen = newPassphrase({ words: ['xenon'] });
  const submit = element('button', { type: 'submit' }, text('recover'));
  const form = element(
    'form',
    { class: 'passphrase-form', novalidate: true },
    element('p', {}, text('recoveryAdvice')),
    code.root,
    ...chosen.fields,
    submit,
  );
  const recover = async () => {
    code.accept();
    if (code.value() === '') return code.reject(text('problemRecoveryCodeMissing'));
    const passphrase = chosen.take();
    if (passphrase === undefined) return;
    const command = { kind: 'recover' as const, code: code.value(), passphrase };
    const answer = await ask(ceremony === undefined ? command : { ...command, ceremony });
    if (answer.ok) done?.();
    else code.reject(problemText(answer.problem));
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await submitOnce(form, submit, recover);
  });
  const summary = element('summary', {}, text('useRecoveryCode'));
  return element('details', { class: 'recovery' }, summary, form);
}
