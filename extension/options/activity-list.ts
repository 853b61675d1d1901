import { ACTIVITY_RESULTS, type ActivityEntry } from '../messages/activity';
import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';
import { activityRow } from './activity-row';
import { hostOf, KIND_NAMES, RESULT_NAMES } from './activity-words';
import { searched } from './search';

/** More rows than this are drawn only when asked for. */
const ROWS_AT_ONCE = 200;

const COLUMNS: TextName[] = ['when', 'site', 'account', 'kind', 'result'];

/** What is chosen stays so when the log has grown meanwhile. */
const chosen = { query: '', result: '', kind: '' };

/** The log in a table, and what leaves out those that do not match. */
export function activityList(entries: ActivityEntry[]): HTMLElement {
  const count = element('p', { class: 'count', role: 'status' });
  const found = element('div');
  let rows = ROWS_AT_ONCE;
  const show = () => {
    const matching = entries.filter(matches());
    count.textContent = text('activityShown', String(matching.length), String(entries.length));
    if (matching.length === 0) return found.replaceChildren(element('p', {}, text('activityNothingFound')));
    found.replaceChildren(table(matching.slice(0, rows)));
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
  const filters = filterFields(() => {
    rows = ROWS_AT_ONCE;
    show();
  });
  show();
  return element(
    'div',
    { class: 'list' },
    element('div', { class: 'search', role: 'search' }, ...filters, count),
    found,
  );
}

function matches(): (entry: ActivityEntry) => boolean {
  const isSearched = searched(chosen.query);
  return ({ rpId, origin, topOrigin, account, result, kind }) =>
    (chosen.result === '' || chosen.result === result) &&
    (chosen.kind === '' || chosen.kind === kind) &&
    isSearched([rpId, hostOf(origin), topOrigin ?? '', account ?? '']);
}

function filterFields(changed: () => void): HTMLElement[] {
  const input = element('input', {
    id: 'activity-search',
    type: 'search',
    autocomplete: 'off',
    value: chosen.query,
  });
  input.addEventListener('input', () => {
    chosen.query = input.value;
    changed();
  });
  const results = ACTIVITY_RESULTS.map((result) => [result, RESULT_NAMES[result]] as const);
  const kinds = Object.entries(KIND_NAMES);
  return [
    field('search', input),
    field('result', choice('result', 'allResults', results, changed)),
    field('kind', choice('kind', 'allKinds', kinds, changed)),
  ];
}

function choice(
  what: 'result' | 'kind',
  all: TextName,
  named: (readonly [string, TextName])[],
  changed: () => void,
): HTMLSelectElement {
  const options = [['', all] as const, ...named].map(([value, name]) =>
    element('option', { value, selected: value === chosen[what] }, text(name)),
  );
  const select = element('select', { id: `activity-${what}` }, ...options);
  select.addEventListener('change', () => {
    chosen[what] = select.value;
    changed();
  });
  return select;
}

function field(label: TextName, control: HTMLElement): HTMLElement {
  return element('div', { class: 'field' }, element('label', { for: control.id }, text(label)), control);
}

/** The roles are written out: the narrow layout takes them from the table's elements. */
function table(entries: ActivityEntry[]): HTMLElement {
  const heads = COLUMNS.map((name) => element('th', { role: 'columnheader', scope: 'col' }, text(name)));
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads));
  const body = element('tbody', { role: 'rowgroup' }, ...entries.map(activityRow));
  return element(
    'table',
    { class: 'table activity', role: 'table', 'aria-labelledby': 'activity' },
    head,
    body,
  );
}
