import { text } from '../texts/text';
import { element } from './element';

/** `origin` is the asking page's, where it is known. */
export type NamedSite = { rpId: string; origin?: string };

/** What a site is called: its RP ID as it arrives. It is ASCII, so a look-alike letter shows itself as punycode. */
export function siteWords({ rpId, origin }: NamedSite): string {
  // Our own page's RP ID is the extension's identifier, which tells nobody anything.
  return origin === location.origin ? text('practiceSite') : rpId;
}

/** The same, in bold, in its own writing direction. */
export function siteName(site: NamedSite): HTMLElement {
  return element('strong', { class: 'site', dir: 'ltr' }, siteWords(site));
}
