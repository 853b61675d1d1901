import type { ExclusiveDoor } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';
import { card } from './card';

const STATES: Record<ExclusiveDoor['state'], TextName> = {
  off: 'exclusiveDoorOff',
  attached: 'exclusiveDoorAttached',
  aside: 'exclusiveDoorAside',
  taken: 'exclusiveDoorTaken',
  refused: 'exclusiveDoorRefused',
};

/** The switch for the exclusive door: what it does, what it costs, and how it stands. */
export function exclusiveDoorCard(door: ExclusiveDoor): HTMLElement {
  const costs = element('p', { id: 'exclusive-door-costs', class: 'hint' }, text('exclusiveDoorCosts'));
  const state = element('p', { role: 'status' }, text(STATES[door.state]));
  const problem = element('p', { class: 'problem', role: 'alert' });
  const box = element('input', { type: 'checkbox', checked: door.on, 'aria-describedby': costs.id });
  box.addEventListener('change', async () => {
    problem.textContent = '';
    const answer = await ask({ kind: 'switch-exclusive-door', on: box.checked });
    if (answer.ok) state.textContent = text(STATES[answer.value.state]);
    else {
      box.checked = !box.checked;
      problem.textContent = problemText(answer.problem);
    }
  });
  const label = element('label', { class: 'choice' }, box, element('span', {}, text('exclusiveDoorSwitch')));
  return card(
    'exclusiveDoor',
    element('p', {}, text('exclusiveDoorWhat')),
    element('div', { class: 'hinted' }, label, costs, state, problem),
  );
}
