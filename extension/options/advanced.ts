import type { Settings } from '../messages/from-user';
import { element, pageElement } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { exclusiveDoorCard } from './exclusive-door-card';
import { problemNote } from './problem-note';
import { SectionContent } from './section-content';

const content = new SectionContent(pageElement('settings'));

/** Draws the settings as they are now, unless that is what is shown. */
export async function showSettings(): Promise<void> {
  const [answer, door] = await Promise.all([ask({ kind: 'settings' }), ask({ kind: 'exclusive-door' })]);
  content.draw([answer, door], () => [
    answer.ok ? deviceBound(answer.value.settings) : problemNote(answer.problem),
    door.ok ? exclusiveDoorCard(door.value) : problemNote(door.problem),
  ]);
}

/** A change counts at once; the box goes back where it could not be kept. */
function deviceBound(settings: Settings): HTMLElement {
  const hint = element('p', { id: 'device-bound-hint', class: 'hint' }, text('newKeysDeviceBoundHint'));
  const news = element('p', { class: 'hint', role: 'status' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const box = element('input', {
    type: 'checkbox',
    checked: settings.deviceBound,
    'aria-describedby': hint.id,
  });
  box.addEventListener('change', async () => {
    const wanted = { deviceBound: box.checked };
    news.textContent = '';
    problem.textContent = '';
    const answer = await ask({ kind: 'change-settings', settings: wanted });
    if (answer.ok) news.textContent = text('settingSaved');
    else {
      box.checked = !wanted.deviceBound;
      problem.textContent = problemText(answer.problem);
    }
  });
  const label = element('label', { class: 'choice' }, box, element('span', {}, text('newKeysDeviceBound')));
  return element('div', { class: 'hinted' }, label, hint, news, problem);
}
