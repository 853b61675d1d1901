import type { Answer, Done } from '../messages/from-user';
import { text } from '../texts/text';
import { element } from './element';
import { newPassphrase } from './new-passphrase';
import { submitOnce } from './passphrase-form';
import { problemText } from './problem-text';

export type NewVaultFormOptions = {
  id: string;
  /** What an attacker would try first, besides Xenon's name. */
  words?: string[];
  /** Carries the passphrase to the worker. */
  send(passphrase: string): Promise<Answer<Done>>;
  done?(): void;
};

/** The first passphrase of all, which protects every key. The button belongs to the form wherever it stands. */
export function newVaultForm({ id, words = [], send, done }: NewVaultFormOptions) {
  const warning = element('p', { id: `${id}-no-recovery`, class: 'hint' }, text('noRecovery'));
  const chosen = newPassphrase({ words: ['xenon', ...words], describedBy: warning.id });
  const form = element('form', { id, class: 'passphrase-form', novalidate: true }, ...chosen.fields, warning);
  const submit = element('button', { type: 'submit', class: 'primary', form: id }, text('createVault'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await submitOnce(form, submit, async () => {
      const passphrase = chosen.take();
      if (passphrase === undefined) return;
      const answer = await send(passphrase);
      if (answer.ok) {
        askToKeep();
        done?.();
      } else chosen.reject(problemText(answer.problem));
    });
  });
  return { form, submit };
}

/**
 * `unlimitedStorage` already keeps Chrome from clearing the vault when the disk is full. This is asked for
 * besides, and only a page may ask; a no changes nothing.
 */
function askToKeep(): void {
  navigator.storage.persist().catch(reportError);
}
