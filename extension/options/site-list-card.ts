import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';
import { card } from './card';

type Words = { title: TextName; explained: TextName; none: TextName };

/** Sites of which the user has decided something, or that there are none; `more` stands below. */
export function siteListCard(
  { title, explained, none }: Words,
  rows: HTMLElement[],
  ...more: Node[]
): HTMLElement {
  const list = element('ul', { class: 'rows', 'aria-labelledby': `card-${title}` }, ...rows);
  const content = rows.length > 0 ? list : element('p', {}, text(none));
  return card(title, element('p', { class: 'hint' }, text(explained)), content, ...more);
}
