import type { KeySummary, SiteOverview } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { keyName } from '../shared-ui/key-name';
import { howLongAgo } from '../shared-ui/moment';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { sentence, text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { waitingRequests } from './waiting-requests';

/** What the popup says about the page in front. */
export function overview(site: SiteOverview, refresh: () => Promise<void>): Node[] {
  const waiting = site.waiting.length > 0 ? [waitingRequests(site.waiting)] : [];
  return [...waiting, vaultContent(site, refresh)];
}

function vaultContent(site: SiteOverview, refresh: () => Promise<void>): HTMLElement {
  switch (site.vault) {
    case 'damaged':
      return damaged();
    case 'absent':
      return element(
        'p',
        { class: 'quiet-words' },
        text(site.origin === undefined ? 'cannotAct' : 'beginHere'),
      );
    case 'locked':
      return locked(site, refresh);
    case 'unlocked':
      return site.origin === undefined ? cannotAct() : keysOf(site.origin, site.keys);
  }
}

function locked({ origin }: SiteOverview, refresh: () => Promise<void>): HTMLElement {
  const { form, submit } = passphraseForm({
    id: 'passphrase',
    button: 'unlock',
    look: 'primary',
    send: (passphrase) => ask({ kind: 'unlock', passphrase }),
    done: () => void refresh(),
  });
  form.append(submit);
  const why = origin === undefined ? [cannotAct()] : [];
  return element('section', {}, ...why, element('p', {}, text('popupLocked')), form);
}

function keysOf(origin: string, keys: KeySummary[]): HTMLElement {
  const host = element('strong', { class: 'site', dir: 'ltr' }, new URL(origin).host);
  const heading = element('h2', { tabindex: '-1' }, ...sentence('keysForSite', host));
  if (keys.length === 0) {
    return element('section', {}, heading, element('p', { class: 'quiet-words' }, text('noKeysHere')));
  }
  return element('section', {}, heading, element('ul', { class: 'keys' }, ...keys.map(keyItem)));
}

function keyItem(key: KeySummary): HTMLElement {
  const when = key.lastUsedAt && howLongAgo(key.lastUsedAt, Date.now(), text('languageTag'));
  const used = when ? text('lastUsed', when) : text('neverUsed');
  return element('li', {}, ...keyName(key), element('span', { class: 'second' }, used));
}

function cannotAct(): HTMLElement {
  return element('p', { class: 'quiet-words' }, text('cannotAct'));
}

function damaged(): HTMLElement {
  const words = element(
    'div',
    {},
    element('h2', {}, text('damagedTitle')),
    element('p', {}, text('damagedText')),
  );
  return element('section', { class: 'notice danger' }, icon('warning'), words);
}
