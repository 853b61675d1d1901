/** The texts as they are in our own files, for where Chromium has none. */

/** https://developer.chrome.com/docs/extensions/reference/api/i18n#locale-specific-messages */
type OwnText = { message: string; placeholders?: Record<string, { content: string }> };
export type OwnTexts = Record<string, OwnText>;

/** The languages besides English, which is the manifest's `default_locale`. */
const OTHERS = ['ja'];

/** Reads them in the language that Chromium would take. Rejects where the extension is gone. */
export async function ownTexts(): Promise<OwnTexts> {
  const [language = ''] = chrome.i18n.getUILanguage().split('-');
  const folder = OTHERS.includes(language) ? language : 'en';
  const response = await fetch(chrome.runtime.getURL(`_locales/${folder}/messages.json`));
  return (await response.json()) as OwnTexts;
}

/** The text with its values in the places of `$1` to `$9`; '' for a text that is not there. */
export function filled(text: OwnText | undefined, values: string[]): string {
  if (!text) return '';
  const { message, placeholders = {} } = text;
  return message
    .replace(/\$(\w+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? '')
    .replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');
}
