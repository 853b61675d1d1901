import { element, pageElement } from '../shared-ui/element';
import { newVaultForm } from '../shared-ui/new-vault-form';
import { problemText } from '../shared-ui/problem-text';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { backupCard } from './backup-card';
import { closedVault } from './closed-vault';
import { restoring } from './restoring';

const heading = pageElement('backup');
const news = pageElement('backup-news');
const content = pageElement('backups');
let shown = '';

/** Draws what there is to back up and to restore, unless that is what is shown. */
export async function showBackup(): Promise<void> {
  const state = await ask({ kind: 'vault-state' });
  if (!state.ok) return draw(state.problem, [problem(problemText(state.problem))]);
  const { vault } = state.value;
  if (vault === 'absent') return draw(vault, [firstVault()]);
  if (vault !== 'unlocked') return draw(vault, [closedVault(vault, undefined, () => tell(''))]);
  const answer = await ask({ kind: 'backup-state' });
  if (!answer.ok) return draw(answer.problem, [problem(problemText(answer.problem))]);
  const done = (words: string) => void tell(words);
  draw(JSON.stringify(answer.value), [backupCard(answer.value, done), ...restoring(done)]);
}

function draw(what: string, nodes: Node[]): void {
  content.ariaBusy = null;
  if (what === shown) return;
  shown = what;
  content.replaceChildren(...nodes);
}

/** Says what was done, and draws everything anew: what was typed for it has served. */
async function tell(words: string): Promise<void> {
  news.textContent = words;
  shown = '';
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

function problem(words: string): HTMLElement {
  return element('p', { class: 'problem', role: 'alert' }, words);
}
