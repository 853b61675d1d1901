import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';

/** A row with a button that copies `words`; it says so with `done`. Further buttons stand beside it. */
export function copyButton(words: string, done: TextName, ...beside: HTMLElement[]): HTMLElement {
  const news = element('span', { role: 'status', class: 'hint' });
  const copy = element('button', { type: 'button' }, text('copy'));
  copy.addEventListener('click', async () => {
    news.textContent = text((await isCopied(words)) ? done : 'notCopied');
  });
  return element('div', { class: 'copying' }, copy, ...beside, news);
}

/** A browser may keep the clipboard from anybody, and an administrator from everybody. */
async function isCopied(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}
