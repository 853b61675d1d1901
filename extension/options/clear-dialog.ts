import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';

/** Asks whether the activity log shall be cleared, and clears it. True: it is empty. */
export function confirmClearing(): Promise<boolean> {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const cancel = element('button', { type: 'button', autofocus: true }, text('cancel'));
  const clear = element('button', { type: 'button', class: 'danger' }, text('clearActivityNow'));
  const dialog = clearingDialog(problem, element('div', { class: 'dialog-answers' }, cancel, clear));
  let isCleared = false;
  cancel.addEventListener('click', () => dialog.close());
  clear.addEventListener('click', async () => {
    const answer = await ask({ kind: 'clear-activity' });
    isCleared = answer.ok;
    if (answer.ok) dialog.close();
    else problem.textContent = problemText(answer.problem);
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isCleared);
    });
  });
}

function clearingDialog(problem: HTMLElement, answers: HTMLElement): HTMLDialogElement {
  const heading = element('h2', { id: 'clear-question' }, text('clearActivityQuestion'));
  const warning = element('p', { id: 'clear-warning' }, text('clearActivityWarning'));
  const content = element('div', { class: 'dialog-content' }, heading, warning, problem, answers);
  return element('dialog', { 'aria-labelledby': heading.id, 'aria-describedby': warning.id }, content);
}
