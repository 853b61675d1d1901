import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { keyName } from '../shared-ui/key-name';
import { sentence } from '../shared-ui/localise';
import { problemText } from '../shared-ui/problem-text';
import { siteName } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { openDialog } from './open-dialog';

/** As many characters as are kept. */
const LONGEST = 64;

/** Asks for the user's own name for a key, and keeps it. True: it is kept. */
export function askForLabel(key: KeySummary): Promise<boolean> {
  const input = element('input', {
    id: 'label',
    type: 'text',
    maxlength: String(LONGEST),
    autocomplete: 'off',
    value: key.label ?? '',
  });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const { dialog, form } = labelDialog(key, input, problem);
  let isDone = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await ask({ kind: 'label-key', key: key.key, label: input.value });
    isDone = answer.ok;
    if (answer.ok) dialog.close();
    else problem.textContent = problemText(answer.problem);
  });
  const closed = openDialog(dialog, () => isDone);
  input.select();
  return closed;
}

function labelDialog(key: KeySummary, input: HTMLElement, problem: HTMLElement) {
  const heading = element('h2', { id: 'question' }, ...sentence('renameQuestion', siteName(key)));
  const about = element('p', {}, ...keyName({ ...key, label: undefined }));
  const hint = element('p', { id: 'label-hint', class: 'hint' }, text('renameHint'));
  input.setAttribute('aria-describedby', hint.id);
  const field = element(
    'div',
    { class: 'field' },
    element('label', { for: input.id }, text('ownName')),
    input,
    hint,
  );
  const cancel = element('button', { type: 'button' }, text('cancel'));
  const save = element('button', { type: 'submit', class: 'primary' }, text('saveName'));
  const answers = element('div', { class: 'dialog-answers' }, cancel, save);
  const form = element('form', { class: 'dialog-content' }, heading, about, field, problem, answers);
  const dialog = element('dialog', { 'aria-labelledby': heading.id }, form);
  cancel.addEventListener('click', () => dialog.close());
  return { dialog, form };
}
