import type { Answer, Done, OsEvaluated, WaysIn } from '../messages/from-user';
import { text } from '../texts/text';
import { element } from './element';
import { evaluateFor, hasOsUnlock } from './os-unlock';
import { problemText } from './problem-text';

/** A button that opens the vault or verifies its user without a passphrase; hidden where that cannot work. */
export function osUnlockButton(
  ways: WaysIn,
  send: (evaluated: OsEvaluated) => Promise<Answer<Done>>,
  done?: () => void,
): HTMLElement {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const button = element('button', { type: 'button' }, text('unlockWithOs'));
  const root = element('div', { class: 'os-unlock', hidden: true }, button, problem);
  button.addEventListener('click', async () => {
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    problem.textContent = '';
    const evaluated = await evaluateFor(ways);
    const answer = evaluated && (await send(evaluated));
    button.ariaDisabled = null;
    if (answer?.ok) done?.();
    else problem.textContent = answer ? problemText(answer.problem) : text('osUnlockDeclined');
  });
  if (ways.osUnlocks.length > 0)
    void hasOsUnlock().then((works) => {
      root.hidden = !works;
    });
  return root;
}
