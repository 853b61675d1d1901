/** Another language for pages opened from now on, also where Chromium came without its translations. */
import type { BrowserContext } from 'playwright-core';
import japanese from '../../../extension/_locales/ja/messages.json';

type Texts = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;

export async function speakJapanese(context: BrowserContext): Promise<void> {
  await context.addInitScript(speak, japanese as Texts);
}

/** Does what `chrome.i18n.getMessage` does, with these texts. */
function speak(texts: Texts): void {
  if (location.protocol !== 'chrome-extension:') return;
  const filled = (content: string, values: string[]) =>
    content.replace(/\$(\d)/g, (_, number) => values[Number(number) - 1] ?? '');
  chrome.i18n.getMessage = (name: string, substitutions: unknown = []) => {
    const { message, placeholders = {} } = texts[name] ?? { message: '' };
    const values = [substitutions].flat().map(String);
    return message.replace(/\$(\w+)\$/g, (whole, placeholder: string) => {
      const content = placeholders[placeholder.toLowerCase()]?.content;
      return content === undefined ? whole : filled(content, values);
    });
  };
}
