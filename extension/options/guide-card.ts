import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { howLongAgo } from '../shared-ui/moment';
import { type TextName, text } from '../texts/text';
import { guidedKeys, lastUse } from './guided-keys';
import { ANY_OTHER_SITE, type Guide } from './guides-list';

export type GuideCard = {
  card: HTMLElement;
  /** Says which of the keys are for this site; nothing where the keys are not known. */
  showKeys(keys: KeySummary[] | undefined): void;
};

/** One guide, folded. It stays as the reader left it while what is said of its keys changes. */
export function guideCard(guide: Guide): GuideCard {
  const state = element('span', { class: 'second' });
  const title = guide.whose ? `${guide.site}: ${text(guide.whose)}` : guide.site;
  const card = folded([element('h2', {}, title), state], guide, addressOf(guide));
  return {
    card,
    showKeys(keys) {
      state.textContent = keys ? stateOf(guidedKeys(guide, keys)) : '';
    },
  };
}

/** What to look for at a site that has no guide. */
export function otherSiteCard(): HTMLElement {
  return folded([element('h2', {}, text('otherSite'))], ANY_OTHER_SITE);
}

function folded(
  summary: Node[],
  { steps, remarks }: Pick<Guide, 'steps' | 'remarks'>,
  ...before: Node[]
): HTMLElement {
  const list = element('ol', {}, ...steps.map((step) => element('li', {}, ...withTerms(step))));
  const below = remarks.map((remark) => element('p', { class: 'hint' }, ...withTerms(remark)));
  return element('details', { class: 'card' }, element('summary', {}, ...summary), ...before, list, ...below);
}

function addressOf({ address }: Guide): HTMLElement {
  const words = text('guideOpen', new URL(address).host);
  return element('p', {}, element('a', { href: address, target: '_blank', rel: 'noreferrer' }, words));
}

/** The text; what it has between asterisks is what the site calls it, and bold. */
function withTerms(name: TextName): (Node | string)[] {
  return text(name)
    .split('*')
    .map((part, index) => (index % 2 === 1 ? element('strong', {}, part) : part));
}

function stateOf(keys: KeySummary[]): string {
  if (keys.length === 0) return text('guideNoKey');
  const used = lastUse(keys);
  const when =
    used === undefined
      ? text('neverUsed')
      : text('lastUsed', howLongAgo(used, Date.now(), text('languageTag')));
  return `${text('guideKeys', String(keys.length))} · ${when}`;
}
