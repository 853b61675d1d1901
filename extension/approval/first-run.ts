import type { CeremonyId, Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { newPassphrase } from '../shared-ui/new-passphrase';
import { submitOnce } from '../shared-ui/passphrase-form';
import { problemText } from '../shared-ui/problem-text';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { asked } from './asked';
import { otherAnswers } from './other-answers';

/** There is no vault yet: the user chooses the passphrase, and the question follows in the same window. */
export function firstRun(ceremony: CeremonyId, question: Question): Node[] {
  const chosen = newPassphrase(['xenon', question.rpId, ...question.rpId.split('.')], 'no-recovery');
  const form = element(
    'form',
    { id: 'first-run', class: 'passphrase-form', novalidate: true },
    ...chosen.fields,
    element('p', { id: 'no-recovery', class: 'hint' }, text('noRecovery')),
  );
  const submit = element(
    'button',
    { type: 'submit', class: 'primary', form: 'first-run' },
    text('createVault'),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await submitOnce(form, submit, async () => {
      const passphrase = chosen.take();
      if (passphrase === undefined) return;
      const answer = await ask({ kind: 'create-vault', passphrase, ceremony });
      if (!answer.ok) chosen.reject(problemText(answer.problem));
    });
  });
  const intro = element('p', { class: 'lead' }, text('firstRunIntro'));
  return [
    asked(question),
    intro,
    form,
    element('div', { class: 'answers' }, submit, otherAnswers(ceremony, question)),
  ];
}
