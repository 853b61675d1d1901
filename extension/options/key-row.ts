import type { KeySummary } from '../messages/from-user';
import { element, untrusted } from '../shared-ui/element';
import { keyName } from '../shared-ui/key-name';
import { dayOf, howLongAgo } from '../shared-ui/moment';
import { type TextName, text } from '../texts/text';
import { keyAction } from './key-action';

export type KeyRowEvents = {
  deletionAsked(key: KeySummary): void;
  renamingAsked(key: KeySummary): void;
  unhidingAsked(key: KeySummary): void;
};

/** One key: where it signs in, for whom, since when, and how to be rid of it. */
export function keyRow(
  key: KeySummary,
  { deletionAsked, renamingAsked, unhidingAsked }: KeyRowEvents,
): HTMLElement {
  const rename = keyAction('rename', 'renameNamed', key, renamingAsked);
  const remove = keyAction('delete', 'deleteNamed', key, deletionAsked);
  remove.className = 'danger-words';
  return element(
    'tr',
    { role: 'row' },
    siteCell(key),
    accountCell(key),
    cell('created', moment(key.createdAt, dayOf(key.createdAt, text('languageTag')))),
    cell('lastUsedColumn', lastUse(key)),
    cell('algorithm', key.algorithm),
    cell('kind', ...kindOf(key, unhidingAsked)),
    element('td', { role: 'cell' }, element('div', { class: 'row-actions' }, rename, remove)),
  );
}

export function siteCell(key: KeySummary): HTMLElement {
  return element('td', { role: 'cell', class: 'site-cell' }, ...siteOf(key));
}

export function accountCell(key: KeySummary): HTMLElement {
  const name = element('div', {}, ...keyName(key));
  return element('td', { role: 'cell', class: 'account-cell', 'data-column': text('account') }, name);
}

/** A key that its site does not take says so, where one looks for what it is good for. */
function kindOf(key: KeySummary, unhidingAsked: KeyRowEvents['unhidingAsked']): Node[] {
  const kind = element('div', {}, text(nameOfKind(key)));
  const bound = key.backup === 'device-bound' ? [second('boundToDevice')] : [];
  if (!key.hidden) return [kind, ...bound];
  const unhide = keyAction('unhide', 'unhideNamed', key, unhidingAsked);
  return [kind, ...bound, second('hiddenBySite'), unhide];
}

function second(words: TextName): HTMLElement {
  return element('div', { class: 'second' }, text(words));
}

function nameOfKind({ discoverable, u2f }: KeySummary): TextName {
  if (u2f) return 'kindU2f';
  return discoverable ? 'kindPasskey' : 'kindSecondFactor';
}

export function cell(column: TextName, ...content: (Node | string)[]): HTMLElement {
  return element('td', { role: 'cell', 'data-column': text(column) }, element('div', {}, ...content));
}

function siteOf({ rpId, rpName }: KeySummary): Node[] {
  const site = element('div', { class: 'site', dir: 'ltr' }, rpId);
  return rpName && rpName !== rpId ? [site, untrusted(rpName, 'key-user')] : [site];
}

function lastUse({ lastUsedAt }: KeySummary): Node | string {
  if (lastUsedAt === undefined) return text('neverUsed');
  return moment(lastUsedAt, howLongAgo(lastUsedAt, Date.now(), text('languageTag')));
}

export function moment(time: number, words: string): HTMLElement {
  return element('time', { datetime: new Date(time).toISOString() }, words);
}
