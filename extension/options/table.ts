import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';

/** More rows than this are drawn only when asked for. */
const ROWS_AT_ONCE = 100;

/**
 * A table; a column of actions has no visible head. The roles are written out: the narrow layout takes them from the
 * elements.
 */
export function tableOf(labelledBy: string, columns: TextName[], rows: HTMLElement[]): HTMLElement {
  const heads = columns.map((name) => {
    const words = name === 'actions' ? element('span', { class: 'visually-hidden' }, text(name)) : text(name);
    return element('th', { role: 'columnheader', scope: 'col' }, words);
  });
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads));
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
