import { element, pageElement } from '../shared-ui/element';
import { newVaultForm } from '../shared-ui/new-vault-form';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { backupCard } from './backup-card';
import { closedVault } from './closed-vault';
import { restoring } from './restoring';
import { SectionContent } from './section-content';

const heading = pageElement('backup');
const news = pageElement('backup-news');
const content = new SectionContent(pageElement('backups'));

/** Draws what there is to back up and to restore, unless that is what is shown. */
export async function showBackup(): Promise<void> {
  const state = await ask({ kind: 'vault-state' });
  if (!state.ok) return content.drawProblem(state.problem);
  const { vault } = state.value;
  if (vault === 'absent') return content.draw(vault, () => [firstVault()]);
  if (vault !== 'unlocked') return content.draw(vault, () => [closedVault(vault, undefined, () => tell(''))]);
  const done = (words: string) => void tell(words);
  content.drawAnswer(await ask({ kind: 'backup-state' }), (state) => [
    backupCard(state, done),
    ...restoring(done),
  ]);
}

/** Says what was done, and draws everything anew: what was typed for it has served. */
async function tell(words: string): Promise<void> {
  news.textContent = words;
  content.forget();
  await showBackup();
  heading.focus();
}

/** Keys from elsewhere need a vault to come to. */
function firstVault(): HTMLElement {
  const { form, submit } = newVaultForm({
    id: 'first-vault',
    send: (passphrase) => ask({ kind: 'create-vault', passphrase }),
    done: () => void tell(''),
  });
  form.append(submit);
  return element('section', { class: 'narrow' }, element('p', {}, text('backupFirstVault')), form);
}
