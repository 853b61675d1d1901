import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { type TextName, text } from '../shared-ui/text';
import { keyRow } from './key-row';
import { search } from './search';

/** More rows than this are drawn only when asked for. */
const ROWS_AT_ONCE = 200;

const COLUMNS: TextName[] = ['site', 'account', 'created', 'lastUsedColumn', 'algorithm', 'kind'];

export type KeyListEvents = {
  searched(query: string): void;
  deletionAsked(key: KeySummary): void;
  unhidingAsked(key: KeySummary): void;
};

/** All keys in a table, and a field that leaves those that match. */
export function keyList(keys: KeySummary[], query: string, events: KeyListEvents): HTMLElement {
  const input = element('input', { id: 'search', type: 'search', autocomplete: 'off', value: query });
  const count = element('p', { class: 'count', role: 'status' });
  const found = element('div');
  let rows = ROWS_AT_ONCE;

  const show = () => {
    const matching = search(keys, input.value);
    count.textContent = text('keysShown', String(matching.length), String(keys.length));
    if (matching.length === 0) return found.replaceChildren(element('p', {}, text('nothingFound')));
    found.replaceChildren(table(matching.slice(0, rows), events));
    if (matching.length > rows) found.append(more());
  };
  const more = () => {
    const button = element('button', { type: 'button' }, text('showMore'));
    button.addEventListener('click', () => {
      rows += ROWS_AT_ONCE;
      show();
    });
    return button;
  };
  input.addEventListener('input', () => {
    rows = ROWS_AT_ONCE;
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

/** The roles are written out: the narrow layout takes them from the table's elements. */
function table(keys: KeySummary[], { deletionAsked, unhidingAsked }: KeyListEvents): HTMLElement {
  const heads = COLUMNS.map((name) => element('th', { role: 'columnheader', scope: 'col' }, text(name)));
  const actions = element('span', { class: 'visually-hidden' }, text('actions'));
  const last = element('th', { role: 'columnheader', scope: 'col' }, actions);
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads, last));
  const body = element(
    'tbody',
    { role: 'rowgroup' },
    ...keys.map((key) =>
      keyRow(key, {
        deletionAsked: () => deletionAsked(key),
        unhidingAsked: () => unhidingAsked(key),
      }),
    ),
  );
  return element('table', { class: 'table', role: 'table', 'aria-labelledby': 'keys' }, head, body);
}
