import type { KeySummary } from '../messages/from-user';

/** Gives, for each query, the keys in whose site or account every word of it occurs, whatever its case. */
export function searchIn(keys: KeySummary[]): (query: string) => KeySummary[] {
  const all = keys.map((key) => ({ key, within: plain(textsOf(key).join('\n')) }));
  return (query) => {
    const words = wordsOf(query);
    return all.filter(({ within }) => words.every((word) => within.includes(word))).map(({ key }) => key);
  };
}

/** Tells of texts whether every word of the query occurs in one of them. */
export function searched(query: string): (texts: string[]) => boolean {
  const words = wordsOf(query);
  return (texts) => {
    const within = plain(texts.join('\n'));
    return words.every((word) => within.includes(word));
  };
}

function textsOf({ rpId, rpName, userName, userDisplayName, label = '' }: KeySummary): string[] {
  return [rpId, rpName, userName, userDisplayName, label];
}

function wordsOf(query: string): string[] {
  return plain(query).split(/\s+/).filter(Boolean);
}

/** Half-width and full-width, composed and decomposed forms are the same to who searches. */
function plain(words: string): string {
  return words.normalize('NFKC').toLowerCase();
}
