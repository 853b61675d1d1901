import { element } from '../shared-ui/element';
import { text } from '../texts/text';

/** Where there is no key yet: how to come by one. */
export function beginHere(): HTMLElement {
  const guides = element('a', { href: '#guides' }, text('seeGuides'));
  return element('div', { class: 'begin' }, element('p', {}, text('beginHere')), element('p', {}, guides));
}
