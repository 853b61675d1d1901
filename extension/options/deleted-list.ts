import type { DeletedKey } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { dayOf } from '../shared-ui/moment';
import { type TextName, text } from '../texts/text';
import { keyAction } from './key-action';
import { accountCell, cell, moment, siteCell } from './key-row';
import { inParts, tableOf } from './table';

export type DeletedListEvents = {
  restoringAsked(key: DeletedKey): void;
  goodDeletionAsked(key: DeletedKey): void;
};

const COLUMNS: TextName[] = ['site', 'account', 'deletedOn', 'goneOn', 'actions'];

/** The keys that can be had back, and until when. Nothing where there are none. */
export function deletedList(deleted: DeletedKey[], events: DeletedListEvents): Node[] {
  if (deleted.length === 0) return [];
  const heading = element('h2', { id: 'deleted-keys', tabindex: '-1' }, text('deletedKeys'));
  const table = (keys: DeletedKey[]) =>
    tableOf(
      heading.id,
      COLUMNS,
      keys.map((key) => row(key, events)),
    );
  const section = element(
    'section',
    { class: 'list', 'aria-labelledby': heading.id },
    heading,
    element('p', {}, text('deletedKeysText')),
    inParts(deleted, table),
  );
  return [section];
}

function row(key: DeletedKey, { restoringAsked, goodDeletionAsked }: DeletedListEvents): HTMLElement {
  const restore = keyAction('restore', 'restoreNamed', key, restoringAsked);
  const remove = keyAction('deleteForGood', 'deleteForGoodNamed', key, goodDeletionAsked);
  remove.className = 'danger-words';
  return element(
    'tr',
    { role: 'row' },
    siteCell(key),
    accountCell(key),
    cell('deletedOn', day(key.deletedAt)),
    cell('goneOn', day(key.goneAt)),
    element('td', { role: 'cell' }, element('div', { class: 'row-actions' }, restore, remove)),
  );
}

function day(time: number): HTMLElement {
  return moment(time, dayOf(time, text('languageTag')));
}
