import type { CeremonyId, Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { newVaultForm } from '../shared-ui/new-vault-form';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { asked } from './asked';
import { otherAnswers } from './other-answers';

/** There is no vault yet: the user chooses the passphrase, and the question follows in the same window. */
export function firstRun(ceremony: CeremonyId, question: Question): Node[] {
  const { form, submit } = newVaultForm({
    id: 'first-run',
    words: [question.rpId, ...question.rpId.split('.')],
    send: (passphrase) => ask({ kind: 'create-vault', passphrase, ceremony }),
  });
  const intro = element('p', { class: 'lead' }, text('firstRunIntro'));
  return [
    asked(question),
    intro,
    form,
    element('div', { class: 'answers' }, submit, otherAnswers(ceremony, question)),
  ];
}
