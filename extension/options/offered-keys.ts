import type { OfferedKey } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';
import { accountCell, cell, siteCell } from './key-row';
import { inParts, tableOf } from './table';

const COLUMNS: TextName[] = ['site', 'account', 'whatHappens'];

const STANDINGS: Record<OfferedKey['standing'], TextName> = {
  new: 'standingNew',
  newer: 'standingNewer',
  kept: 'standingKept',
  deleted: 'standingDeleted',
};

export type OpenedBackup = { file: string; passphrase: string; keys: OfferedKey[] };

/** What is in a file and what restoring it does, key by key; and the button that does it. */
export function offer(backup: OpenedBackup, tell: (news: string) => void): Node[] {
  const heading = element('h2', { id: 'offered-keys', tabindex: '-1' }, text('offeredKeys'));
  const table = inParts(backup.keys, (some) => tableOf(heading.id, COLUMNS, some.map(row)));
  return [heading, table, ...restoration(backup, tell)];
}

function row(key: OfferedKey): HTMLElement {
  const isStored = key.standing === 'new' || key.standing === 'newer';
  const beside = key.beside && isStored ? [element('div', { class: 'second' }, text('offeredBeside'))] : [];
  const what = cell('whatHappens', element('div', {}, text(STANDINGS[key.standing])), ...beside);
  return element('tr', { role: 'row' }, siteCell(key), accountCell(key), what);
}

function restoration({ file, passphrase, keys }: OpenedBackup, tell: (news: string) => void): Node[] {
  const count = (...standings: OfferedKey['standing'][]) =>
    keys.filter(({ standing }) => standings.includes(standing)).length;
  const deleted = count('deleted');
  if (count('new', 'newer') + deleted === 0) return [element('p', {}, text('nothingToRestore'))];
  const box = element('input', { type: 'checkbox' });
  const words = element('span', {}, text('alsoRestoreDeleted', String(deleted)));
  const choice = deleted > 0 ? [element('label', { class: 'choice' }, box, words)] : [];
  const problem = element('p', { class: 'problem', role: 'alert' });
  const restore = element('button', { type: 'button', class: 'primary narrow' }, text('restoreKeys'));
  restore.addEventListener('click', async () => {
    if (restore.ariaDisabled === 'true') return;
    restore.ariaDisabled = 'true';
    const answer = await ask({ kind: 'restore-backup', file, passphrase, deleted: box.checked });
    restore.ariaDisabled = null;
    if (answer.ok) tell(text('keysRestored', String(answer.value.restored)));
    else problem.textContent = problemText(answer.problem);
  });
  return [...choice, restore, problem];
}
