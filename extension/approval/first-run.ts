import type { CeremonyId, Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { isLongEnough } from '../shared-ui/passphrase';
import { type PassphraseField, passphraseField } from '../shared-ui/passphrase-field';
import { submitOnce } from '../shared-ui/passphrase-form';
import { problemText } from '../shared-ui/problem-text';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { asked } from './asked';
import { otherAnswers } from './other-answers';
import { strengthMeter } from './strength-meter';

/** There is no vault yet: the user chooses the passphrase, and the question follows in the same window. */
export function firstRun(ceremony: CeremonyId, question: Question): Node[] {
  const repeat = passphraseField({
    id: 'repeat-passphrase',
    label: 'repeatPassphrase',
    autocomplete: 'new-password',
    switchShows: [],
  });
  const chosen = passphraseField({
    id: 'new-passphrase',
    label: 'newPassphrase',
    autocomplete: 'new-password',
    describedBy: 'no-recovery',
    switchShows: [repeat.input],
  });
  const form = element(
    'form',
    { id: 'first-run', class: 'passphrase-form', novalidate: true },
    chosen.root,
    strengthMeter(chosen.input, ['xenon', question.rpId, ...question.rpId.split('.')]),
    repeat.root,
    element('p', { id: 'no-recovery', class: 'hint' }, text('noRecovery')),
  );
  const submit = element(
    'button',
    { type: 'submit', class: 'primary', form: 'first-run' },
    text('createVault'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submitOnce(form, submit, () => createVault(ceremony, chosen, repeat));
  });
  const intro = element('p', { class: 'lead' }, text('firstRunIntro'));
  return [
    asked(question),
    intro,
    form,
    element('div', { class: 'answers' }, submit, otherAnswers(ceremony, question)),
  ];
}

async function createVault(
  ceremony: CeremonyId,
  chosen: PassphraseField,
  repeat: PassphraseField,
): Promise<void> {
  chosen.accept();
  repeat.accept();
  if (!isLongEnough(chosen.input.value)) return chosen.reject(text('problemPassphraseTooShort'));
  if (chosen.input.value !== repeat.input.value) return repeat.reject(text('problemRepeatDiffers'));
  repeat.take();
  const answer = await ask({ kind: 'create-vault', passphrase: chosen.take(), ceremony });
  if (!answer.ok) chosen.reject(problemText(answer.problem));
}
