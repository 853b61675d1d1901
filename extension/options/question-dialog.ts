import type { Answer, Done, KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { keyName } from '../shared-ui/key-name';
import { problemText } from '../shared-ui/problem-text';
import { sentence, type TextName, text } from '../shared-ui/text';

export type KeyQuestion = {
  key: KeySummary;
  /** Has the site in its place. */
  question: TextName;
  warning: string;
  yes: TextName;
  look: 'danger' | 'primary';
  carryOut(): Promise<Answer<Done>>;
};

/** Asks whether something shall be done with a key, and does it. True: it is done. */
export function askAboutKey(asked: KeyQuestion): Promise<boolean> {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const cancel = element('button', { type: 'button', autofocus: true }, text('cancel'));
  const yes = element('button', { type: 'button', class: asked.look }, text(asked.yes));
  const dialog = questionDialog(asked, problem, cancel, yes);
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
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isDone);
    });
  });
}

function questionDialog(
  { key, question, warning }: KeyQuestion,
  ...[problem, cancel, yes]: HTMLElement[]
): HTMLDialogElement {
  const site = element('strong', { class: 'site', dir: 'ltr' }, key.rpId);
  const heading = element('h2', { id: 'key-question' }, ...sentence(question, site));
  const answers = element('div', { class: 'dialog-answers' }, cancel as Node, yes as Node);
  return element(
    'dialog',
    { 'aria-labelledby': heading.id, 'aria-describedby': 'key-warning' },
    element(
      'div',
      { class: 'dialog-content' },
      heading,
      element('p', {}, ...keyName(key)),
      element('p', { id: 'key-warning' }, warning),
      problem as Node,
      answers,
    ),
  );
}
