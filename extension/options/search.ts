import type { KeySummary } from '../messages/from-user';

/** Gives, for each query, the keys in whose site or account every word of it occurs, whatever its case. */
export function searchIn(keys: KeySummary[]): (query: string) => KeySummary[] {
  const all = keys.map((key) => ({ key, within: plain(textsOf(key).join('\n')) }));
  return (query) => {
    const isIn = allWordsOf(query);
    return all.filter(({ within }) => isIn(within)).map(({ key }) => key);
  };
}

/** Tells of texts whether every word of the query occurs in one of them. */
export function searched(query: string): (texts: string[]) => boolean {
  const isIn = allWordsOf(query);
  return (texts) => isIn(plain(texts.join('\n')));
}

function textsOf({ rpId, rpName, userName, userDisplayName, label = '' }: KeySummary): string[] {
  return [rpId, rpName, userName, userDisplayName, label];
}

/** Tells of a plain text whether it has every word of the query. */
function allWordsOf(query: string): (within: string) => boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (within) => words.every((word) => within.includes(word));
}

/** Half-width and full-width, composed and decomposed forms are the same to who searches. */
function plain(words: string): string {
  return words.normalize('NFKC').toLowerCase();
}
