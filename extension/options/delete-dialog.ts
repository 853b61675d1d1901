import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { keyName } from '../shared-ui/key-name';
import { problemText } from '../shared-ui/problem-text';
import { sentence, text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';

/** Asks whether a key shall be deleted, and deletes it. True: it is gone. */
export function confirmDeletion(key: KeySummary): Promise<boolean> {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const cancel = element('button', { type: 'button', autofocus: true }, text('cancel'));
  const remove = element('button', { type: 'button', class: 'danger' }, text('deleteKey'));
  const dialog = deletionDialog(key, problem, cancel, remove);
  let isDeleted = false;
  cancel.addEventListener('click', () => dialog.close());
  remove.addEventListener('click', async () => {
    remove.setAttribute('aria-disabled', 'true');
    const answer = await ask({ kind: 'delete-key', key: key.key });
    remove.removeAttribute('aria-disabled');
    isDeleted = answer.ok;
    if (answer.ok) dialog.close();
    else problem.textContent = problemText(answer.problem);
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isDeleted);
    });
  });
}

function deletionDialog(key: KeySummary, ...[problem, cancel, remove]: HTMLElement[]): HTMLDialogElement {
  const site = element('strong', { class: 'site', dir: 'ltr' }, key.rpId);
  const heading = element('h2', { id: 'delete-question' }, ...sentence('deleteQuestion', site));
  const warning = element('p', { id: 'delete-warning' }, text('deleteWarning'));
  const answers = element('div', { class: 'dialog-answers' }, cancel as Node, remove as Node);
  return element(
    'dialog',
    { 'aria-labelledby': 'delete-question', 'aria-describedby': 'delete-warning' },
    element(
      'div',
      { class: 'dialog-content' },
      heading,
      element('p', {}, ...keyName(key)),
      warning,
      problem as Node,
      answers,
    ),
  );
}
