import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { howLongAgo } from '../shared-ui/moment';
import { type TextName, text } from '../shared-ui/text';
import type { Guide } from './guides-list';

/** One guide, folded; its line says what the vault has, if that is known. */
export function guideItem(guide: Guide, keys: KeySummary[] | undefined): HTMLElement {
  const isKnown = keys !== undefined && guide.rpIds.length > 0;
  const standing = isKnown ? [standingOf(keys.filter((key) => isOf(guide, key)))] : [];
  return element(
    'details',
    { class: 'guide' },
    element('summary', {}, element('span', { class: 'guide-name' }, nameOf(guide)), ...standing),
    element('ol', {}, ...guide.steps.map((step) => element('li', {}, ...emphasised(step)))),
    ...(guide.note ? [element('p', { class: 'hint' }, ...emphasised(guide.note))] : []),
    ...(guide.address ? [element('p', {}, linkTo(guide.address))] : []),
  );
}

/** Whether a key is of that guide's site. The dot matters: `notgithub.com` is not `github.com`. */
export function isOf({ rpIds }: Guide, { rpId }: Pick<KeySummary, 'rpId'>): boolean {
  return rpIds.some((id) => rpId === id || rpId.endsWith(`.${id}`));
}

function nameOf({ name }: Guide): string {
  return 'words' in name ? text(name.words) : name.site;
}

function standingOf(keys: KeySummary[]): HTMLElement {
  if (keys.length === 0) return element('span', { class: 'second' }, text('guideNoKey'));
  const used = Math.max(...keys.map(({ lastUsedAt }) => lastUsedAt ?? 0));
  const when =
    used === 0 ? text('neverUsed') : text('lastUsed', howLongAgo(used, Date.now(), text('languageTag')));
  return element('span', { class: 'second has-key' }, text('guideHasKey', when));
}

/** Text whose parts between asterisks are a site's own words. */
function emphasised(name: TextName): (Node | string)[] {
  const parts = text(name).split('*');
  return parts.map((part, index) => (index % 2 === 1 ? element('strong', {}, part) : part));
}

function linkTo(address: string): HTMLElement {
  const { hostname, pathname } = new URL(address);
  const shown = `${hostname.replace(/^www\./, '')}${pathname}`;
  return element('a', { href: address, target: '_blank', rel: 'noreferrer', dir: 'ltr' }, shown);
}
