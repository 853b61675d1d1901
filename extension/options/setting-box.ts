import type { Settings } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { type TextName, text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';

/** One setting, and what it means. A change counts at once; the box goes back where it could not be kept. */
export function settingBox(
  settings: Settings,
  name: keyof Settings,
  label: TextName,
  about: TextName,
): HTMLElement {
  const hint = element('p', { id: `${name}-hint`, class: 'hint' }, text(about));
  const news = element('p', { class: 'hint', role: 'status' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const box = element('input', { type: 'checkbox', checked: settings[name], 'aria-describedby': hint.id });
  box.addEventListener('change', async () => {
    settings[name] = box.checked;
    news.textContent = '';
    problem.textContent = '';
    const answer = await ask({ kind: 'change-settings', settings });
    if (answer.ok) news.textContent = text('settingSaved');
    else {
      box.checked = !box.checked;
      settings[name] = box.checked;
      problem.textContent = problemText(answer.problem);
    }
  });
  const words = element('label', { class: 'choice' }, box, element('span', {}, text(label)));
  return element('div', { class: 'hinted' }, words, hint, news, problem);
}
