import { text } from '../texts/text';
import { element } from './element';
import { icon } from './icon';
import { ask } from './worker-client';

/** Says that keys are in no backup, where it is time to make one; otherwise nothing. `link` leads to where one is made. */
export async function backupReminder(link: { href: string; target?: string }): Promise<Node[]> {
  const answer = await ask({ kind: 'backup-state' });
  if (!answer.ok || !answer.value.isDue) return [];
  const title = element('h2', {}, text('backupDueTitle'));
  const how = element('a', link, text('backUpNow'));
  const count = element('p', {}, text('backupMissing', String(answer.value.notBackedUp)));
  const words = element('div', {}, title, count, element('p', {}, how));
  return [element('section', { class: 'notice warning' }, icon('warning'), words)];
}
