import type { Answer, Done } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { type TextName, text } from '../texts/text';
import { openDialog } from './open-dialog';

export type Confirmation = {
  question: (Node | string)[];
  /** What it is about, where the question does not say it. */
  about?: Node[];
  warning: string;
  yes: TextName;
  look: 'danger' | 'primary';
  carryOut(): Promise<Answer<Done>>;
};

/** Asks whether something shall be done, and does it. True: it is done. */
export function confirm(asked: Confirmation): Promise<boolean> {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const cancel = element('button', { type: 'button', autofocus: true }, text('cancel'));
  const yes = element('button', { type: 'button', class: asked.look }, text(asked.yes));
  const dialog = confirmDialog(asked, problem, element('div', { class: 'dialog-answers' }, cancel, yes));
  let isDone = false;
  cancel.addEventListener('click', () => dialog.close());
  yes.addEventListener('click', async () => {
    yes.setAttribute('aria-disabled', 'true');
    const answer = await asked.carryOut();
    yes.removeAttribute('aria-disabled');
    isDone = answer.ok;
    if (answer.ok) dialog.close();
    else problem.textContent = problemText(answer.problem);
  });
  return openDialog(dialog, () => isDone);
}

function confirmDialog(
  { question, about, warning }: Confirmation,
  problem: HTMLElement,
  answers: HTMLElement,
): HTMLDialogElement {
  const heading = element('h2', { id: 'question' }, ...question);
  const words = element('p', { id: 'question-warning' }, warning);
  const subject = about ? [element('p', {}, ...about)] : [];
  const content = element('div', { class: 'dialog-content' }, heading, ...subject, words, problem, answers);
  return element('dialog', { 'aria-labelledby': heading.id, 'aria-describedby': words.id }, content);
}
