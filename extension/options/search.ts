import type { KeySummary } from '../messages/from-user';

/** The keys in whose site or account every word of the query occurs, whatever its case. */
export function search(keys: KeySummary[], query: string): KeySummary[] {
  const isSearched = searched(query);
  return keys.filter(({ rpId, rpName, userName, userDisplayName, label = '' }) =>
    isSearched([rpId, rpName, userName, userDisplayName, label]),
  );
}

/** Tells of texts whether every word of the query occurs in one of them. */
export function searched(query: string): (texts: string[]) => boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (texts) => {
    const within = plain(texts.join('\n'));
    return words.every((word) => within.includes(word));
  };
}

/** Half-width and full-width, composed and decomposed forms are the same to who searches. */
function plain(words: string): string {
  return words.normalize('NFKC').toLowerCase();
}
