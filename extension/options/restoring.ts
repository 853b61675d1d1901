import type { OfferedKey } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { card } from './card';
import { fileField } from './file-field';
import { offer } from './offered-keys';

/** Looks into a backup file, shows below what is in it, and restores what the user has seen. */
export function restoring(tell: (news: string) => void): Node[] {
  const chosen = fileField('backup-file', 'backupFile');
  const offered = element('div', { class: 'list' });
  let opened: { file: string; passphrase: string; keys: OfferedKey[] } | undefined;
  const { form, submit } = passphraseForm({
    id: 'open-backup',
    secret: 'filePassphrase',
    before: [chosen.root],
    button: 'lookIntoBackup',
    look: 'soft',
    async send(passphrase) {
      const file = await chosen.take();
      if (file === undefined) return undefined;
      const answer = await ask({ kind: 'open-backup', file, passphrase });
      if (answer.ok) opened = { file, passphrase, keys: answer.value.keys };
      return answer;
    },
    done() {
      if (opened) offered.replaceChildren(...offer(opened, tell));
      offered.querySelector<HTMLElement>('h2')?.focus();
    },
  });
  form.append(submit);
  return [card('restoreFromBackup', element('p', {}, text('restoreIntro')), form), offered];
}
