import type { Answer, BackupState, Done, MadeBackup } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { dayOf } from '../shared-ui/moment';
import { newPassphrase } from '../shared-ui/new-passphrase';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { card } from './card';
import { foldedForm } from './folded-form';
import { saveFile } from './save-file';

/** What is in a backup and what is not, and how to make one. */
export function backupCard(state: BackupState, tell: (news: string) => void): HTMLElement {
  const own = ownPassphrase();
  let count = 0;
  const form = foldedForm({
    id: 'make-backup',
    summary: 'makeBackup',
    button: 'saveBackup',
    before: [own.root],
    async send(passphrase) {
      const filePassphrase = own.take();
      if (filePassphrase === undefined) return undefined;
      const made = await ask({ kind: 'make-backup', passphrase, ...filePassphrase });
      if (!made.ok) return made;
      count = made.value.keys.length;
      return save(made.value);
    },
    done: () => tell(text('backupSaved', String(count))),
  });
  return card('backup', element('p', {}, text('backupIntro')), ...stateOf(state), form);
}

/** The file first: keys that say that they are backed up must be. */
function save({ file, keys, madeAt }: MadeBackup): Promise<Answer<Done>> {
  const name = `xenon-${new Date(madeAt).toISOString().slice(0, 10)}.xenon-backup`;
  saveFile(name, 'application/octet-stream', Uint8Array.fromBase64(file));
  return ask({ kind: 'backup-saved', keys, madeAt });
}

function stateOf({ madeAt, notBackedUp, backedUp, deviceBound }: BackupState): HTMLElement[] {
  const isWhole = notBackedUp === 0 && backedUp > 0;
  return [
    madeAt === undefined ? text('backupNone') : text('backupMadeOn', dayOf(madeAt, text('languageTag'))),
    ...(isWhole ? [text('backupComplete')] : []),
    ...(notBackedUp > 0 ? [text('backupMissing', String(notBackedUp))] : []),
    ...(deviceBound > 0 ? [text('backupDeviceBound', String(deviceBound))] : []),
  ].map((words) => element('p', {}, words));
}

/** A choice: the file opens with the vault's passphrase, or with one of its own. */
function ownPassphrase() {
  const chosen = newPassphrase({ words: ['xenon', 'backup'], id: 'file-' });
  const box = element('input', { type: 'checkbox' });
  const label = element('label', { class: 'choice' }, box, element('span', {}, text('ownFilePassphrase')));
  const fields = element('div', { class: 'step', hidden: true }, ...chosen.fields);
  box.addEventListener('change', () => {
    fields.hidden = !box.checked;
  });
  return {
    root: element('div', { class: 'step' }, label, fields),
    /** What is to be asked for; nothing while the fields say that something is wrong. */
    take(): { filePassphrase?: string } | undefined {
      if (!box.checked) return {};
      const filePassphrase = chosen.take();
      return filePassphrase === undefined ? undefined : { filePassphrase };
    },
  };
}
