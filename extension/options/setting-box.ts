import type { Settings } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';
import { SavingNews } from './saving-news';

/** One setting, and what it means. A change counts at once; the box goes back where it could not be kept. */
export function settingBox(
  settings: Settings,
  name: keyof Settings,
  label: TextName,
  about: TextName,
): HTMLElement {
  const hint = element('p', { id: `${name}-hint`, class: 'hint' }, text(about));
  const saving = new SavingNews();
  const box = element('input', { type: 'checkbox', checked: settings[name], 'aria-describedby': hint.id });
  box.addEventListener('change', async () => {
    settings[name] = box.checked;
    if (await saving.save({ kind: 'change-settings', settings })) return;
    box.checked = !box.checked;
    settings[name] = box.checked;
  });
  const words = element('label', { class: 'choice' }, box, element('span', {}, text(label)));
  return element('div', { class: 'hinted' }, words, hint, ...saving.nodes);
}
