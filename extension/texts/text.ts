/** What the extension says, in the user's language. */
import type messages from '../_locales/en/messages.json';
import { filled, type OwnTexts, ownTexts } from './own-texts';

/** The name of a text in `_locales`. */
export type TextName = keyof typeof messages;

let fallback: OwnTexts | undefined;

/**
 * Resolves when there are texts; a page or a worker asks before its first one. Chromium can have none for an
 * extension that was reloaded, in a process that lives on: there it gives '' for every name, until it ends.
 */
export async function textsAtHand(): Promise<void> {
  if (chrome.i18n.getMessage('languageTag' satisfies TextName) === '') fallback ??= await ownTexts();
}

/** The text in the user's language. */
export function text(name: TextName, ...values: string[]): string {
  return chrome.i18n.getMessage(name, values) || filled(fallback?.[name], values);
}
