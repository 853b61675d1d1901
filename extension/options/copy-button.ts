import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';

/** A row with a button that copies `words`; it says so with `done`. Further buttons stand beside it. */
export function copyButton(words: string, done: TextName, ...beside: HTMLElement[]): HTMLElement {
  const news = element('span', { role: 'status', class: 'hint' });
  const copy = element('button', { type: 'button' }, text('copy'));
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(words);
    news.textContent = text(done);
  });
  return element('div', { class: 'copying' }, copy, ...beside, news);
}
