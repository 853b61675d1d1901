import type { KeySummary } from '../messages/from-user';

/** The keys in whose site or account every word of the query occurs, whatever its case. */
export function search(keys: KeySummary[], query: string): KeySummary[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return keys.filter((key) => {
    const searched = plain([key.rpId, key.rpName, key.userName, key.userDisplayName].join('\n'));
    return words.every((word) => searched.includes(word));
  });
}

/** Half-width and full-width, composed and decomposed forms are the same to who searches. */
function plain(words: string): string {
  return words.normalize('NFKC').toLowerCase();
}
