import type { FromUser } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';

/** A button that takes a way away, and says why if it could not. */
export function removal(label: TextName, command: FromUser, done: () => void): HTMLElement {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const button = element('button', { type: 'button' }, text(label));
  button.addEventListener('click', async () => {
    const answer = await ask(command);
    if (answer.ok) done();
    else problem.textContent = problemText(answer.problem);
  });
  return element('div', { class: 'removal' }, button, problem);
}
