import type { Answer, CeremonyId, Done, KeySummary, SiteOverview } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { keyName } from '../shared-ui/key-name';
import { sentence } from '../shared-ui/localise';
import { howLongAgo } from '../shared-ui/moment';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { addedKeys } from './added-keys';
import { heading, signIns } from './sign-ins';
import { thisPage } from './this-page';
import { waitingRequests } from './waiting-requests';

/** What the parts of the popup need of it. */
export type Popup = {
  /** Asks the worker anew, and shows what it says. */
  refresh(): Promise<void>;
  draw(nodes: Node[]): void;
  /** A button that takes no press which nobody meant. */
  signInButton(label: Node[], press: () => Promise<void>): HTMLButtonElement;
  /** Loads the page in front again. */
  reload(): Promise<void>;
  /** Shows a last word, and closes. */
  sent(nodes: Node[]): void;
};

/** What the popup says about the page in front: what waits first, then what is there. */
export function overview(site: SiteOverview, popup: Popup): Node[] {
  const waiting = site.waiting.length > 0 ? [waitingRequests(site.waiting)] : [];
  const added = site.added.length > 0 ? [addedKeys(site.added, popup.refresh)] : [];
  const lost = site.isDamaged ? [keysLost()] : [];
  const offered = signIns(site.signIns, popup);
  return [...waiting, ...lost, ...offered, ...added, vaultContent(site, popup), ...thisPage(site, popup)];
}

function vaultContent(site: SiteOverview, popup: Popup): HTMLElement {
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
      return locked(site, popup);
    case 'unlocked':
      return site.origin === undefined ? cannotAct() : keysOf(site.origin, site.keys);
  }
}

function locked({ origin, signIns }: SiteOverview, { refresh }: Popup): HTMLElement {
  const [offer, ...others] = signIns;
  // Whoever unlocks for the one site that is named here is thereby verified for it.
  const ceremony = others.length === 0 ? offer?.ceremony : undefined;
  const { form, submit } = passphraseForm({
    id: 'passphrase',
    button: 'unlock',
    look: 'primary',
    send: (passphrase) => unlock(passphrase, ceremony),
    done: () => void refresh(),
  });
  form.append(submit);
  if (offer) {
    const titles = signIns.flatMap(heading);
    return element('section', {}, ...titles, element('p', {}, text('unlockToSignIn')), form);
  }
  const why = origin === undefined ? [cannotAct()] : [];
  return element('section', {}, ...why, element('p', {}, text('popupLocked')), form);
}

/** A page that has left meanwhile does not keep the vault from being unlocked. */
async function unlock(passphrase: string, ceremony: CeremonyId | undefined): Promise<Answer<Done>> {
  if (ceremony === undefined) return ask({ kind: 'unlock', passphrase });
  const answer = await ask({ kind: 'unlock', passphrase, ceremony });
  const hasLeft = !answer.ok && answer.problem === 'ceremony-ended';
  return hasLeft ? ask({ kind: 'unlock', passphrase }) : answer;
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
  return danger(element('h2', {}, text('damagedTitle')), element('p', {}, text('damagedText')));
}

/** The page of all keys says what, and how to go on. */
function keysLost(): HTMLElement {
  const more = element('a', { href: '../options/options.html#keys', target: '_blank' }, text('seeAllKeys'));
  return danger(element('h2', {}, text('keysLostTitle')), element('p', {}, more));
}

function danger(...words: Node[]): HTMLElement {
  return element('section', { class: 'notice danger' }, icon('warning'), element('div', {}, ...words));
}
