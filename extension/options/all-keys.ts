import type { DeletedKey, KeySummary } from '../messages/from-user';
import { backupReminder } from '../shared-ui/backup-reminder';
import { pageElement } from '../shared-ui/element';
import { sentence } from '../shared-ui/localise';
import { problemText } from '../shared-ui/problem-text';
import { siteName } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';
import { beginHere } from './begin-here';
import { closedVault } from './closed-vault';
import { damageNotice } from './damage-notice';
import { deletedList } from './deleted-list';
import { keyList } from './key-list';
import { confirmBeside, confirmDeletion, confirmDeletionForGood } from './key-questions';
import { askForLabel } from './label-dialog';
import { SectionContent } from './section-content';

const heading = pageElement('keys');
const news = pageElement('news');
const content = new SectionContent(pageElement('content'));
let query = '';

/** Draws the vault as it is now, unless that is what is shown. */
export async function showAllKeys(): Promise<void> {
  const state = await ask({ kind: 'vault-state' });
  if (!state.ok) return content.drawProblem(state.problem);
  const { vault, damage } = state.value;
  if (vault !== 'unlocked') return content.draw(vault, () => [closedVault(vault, undefined, unlocked)]);
  const [all, gone, reminder] = await Promise.all([
    ask({ kind: 'all-keys' }),
    ask({ kind: 'deleted-keys' }),
    backupReminder({ href: '#backup' }),
  ]);
  if (!all.ok) return content.drawProblem(all.problem);
  if (!gone.ok) return content.drawProblem(gone.problem);
  const { keys } = all.value;
  const { deleted } = gone.value;
  const lost = () => (damage ? [damageNotice(damage, () => void damageAccepted())] : []);
  content.draw([damage, reminder.length, keys, deleted], () => [
    ...lost(),
    ...reminder,
    openVault(keys),
    ...deletedKeys(deleted),
  ]);
}

async function unlocked(): Promise<void> {
  await showAllKeys();
  heading.focus();
}

async function damageAccepted(): Promise<void> {
  await showAllKeys();
  news.textContent = text('damageAccepted');
  heading.focus();
}

function openVault(keys: KeySummary[]): HTMLElement {
  if (keys.length === 0) return beginHere();
  return keyList(keys, query, {
    searched(typed) {
      query = typed;
    },
    deletionAsked: (key) => void askDeletion(key),
    renamingAsked: (key) => void askLabel(key),
    unhidingAsked: (key) => void unhide(key),
  });
}

function deletedKeys(deleted: DeletedKey[]): Node[] {
  return deletedList(deleted, {
    restoringAsked: (key) => void restore(key),
    goodDeletionAsked: (key) => void askDeletionForGood(key),
  });
}

async function askDeletion(key: KeySummary): Promise<void> {
  if (await confirmDeletion(key)) await tell('keyDeleted', key);
}

async function askLabel(key: KeySummary): Promise<void> {
  if (await askForLabel(key)) await tell('keyRenamed', key);
}

async function askDeletionForGood(key: DeletedKey): Promise<void> {
  if (await confirmDeletionForGood(key)) await tell('keyDeletedForGood', key);
}

async function restore(key: DeletedKey): Promise<void> {
  const answer = await ask({ kind: 'restore-key', key: key.key });
  const isBeside = !answer.ok && answer.problem === 'account-has-key';
  if (answer.ok || (isBeside && (await confirmBeside(key)))) await tell('keyRestored', key);
  else if (!isBeside) news.replaceChildren(problemText(answer.problem));
}

async function unhide(key: KeySummary): Promise<void> {
  const answer = await ask({ kind: 'unhide-key', key: key.key });
  if (!answer.ok) return void news.replaceChildren(problemText(answer.problem));
  await tell('keyUnhidden', key);
}

/** Draws what was changed of a key, and then says what was done. */
async function tell(words: TextName, key: KeySummary): Promise<void> {
  await showAllKeys();
  news.replaceChildren(...sentence(words, siteName(key)));
  heading.focus();
}
