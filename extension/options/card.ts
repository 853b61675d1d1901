import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';

/** A part of a section, under a heading of its own. */
export function card(title: TextName, ...content: (Node | string)[]): HTMLElement {
  const heading = element('h2', { id: `card-${title}` }, text(title));
  return element('section', { class: 'card', 'aria-labelledby': heading.id }, heading, ...content);
}
