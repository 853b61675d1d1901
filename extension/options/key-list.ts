import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { once } from '../shared-ui/once';
import { type TextName, text } from '../texts/text';
import { type KeyRowEvents, keyRow } from './key-row';
import { searchIn } from './search';
import { inParts, tableOf } from './table';

const COLUMNS: TextName[] = ['site', 'account', 'created', 'lastUsedColumn', 'algorithm', 'kind', 'actions'];

export type KeyListEvents = KeyRowEvents & { searched(query: string): void };

/** All keys in a table, and a field that leaves those that match. */
export function keyList(keys: KeySummary[], query: string, events: KeyListEvents): HTMLElement {
  const input = element('input', { id: 'search', type: 'search', autocomplete: 'off', value: query });
  const count = element('p', { class: 'count', role: 'status' });
  const found = element('div');
  const search = searchIn(keys);
  // A letter more or less in the search leaves most of the rows.
  const rowOf = once((key: KeySummary) => keyRow(key, events));
  const show = () => {
    const matching = search(input.value);
    count.textContent = text('keysShown', String(matching.length), String(keys.length));
    found.replaceChildren(
      matching.length === 0
        ? element('p', {}, text('nothingFound'))
        : inParts(matching, (some) => tableOf('keys', COLUMNS, some.map(rowOf))),
    );
  };
  input.addEventListener('input', () => {
    events.searched(input.value);
    show();
  });
  show();
  const label = element('label', { for: 'search' }, text('search'));
  const field = element('div', { class: 'field' }, label, input);
  return element(
    'div',
    { class: 'list' },
    element('div', { class: 'search', role: 'search' }, field, count),
    found,
  );
}
