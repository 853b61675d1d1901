import { element } from '../shared-ui/element';
import { type TextName, text } from '../shared-ui/text';

/** More rows than this are drawn only when asked for. */
const ROWS_AT_ONCE = 200;

/** A table with a last column of actions. The roles are written out: the narrow layout takes them from the elements. */
export function tableOf(labelledBy: string, columns: TextName[], rows: HTMLElement[]): HTMLElement {
  const heads = columns.map((name) => element('th', { role: 'columnheader', scope: 'col' }, text(name)));
  const actions = element('span', { class: 'visually-hidden' }, text('actions'));
  const last = element('th', { role: 'columnheader', scope: 'col' }, actions);
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads, last));
  const body = element('tbody', { role: 'rowgroup' }, ...rows);
  return element('table', { class: 'table', role: 'table', 'aria-labelledby': labelledBy }, head, body);
}

/** The first of many, and a button for more. */
export function inParts<T>(all: T[], table: (some: T[]) => HTMLElement): HTMLElement {
  const part = element('div');
  let rows = ROWS_AT_ONCE;
  const show = () => {
    part.replaceChildren(table(all.slice(0, rows)));
    if (all.length > rows) part.append(more);
  };
  const more = element('button', { type: 'button' }, text('showMore'));
  more.addEventListener('click', () => {
    rows += ROWS_AT_ONCE;
    show();
  });
  show();
  return part;
}
