import type { ActivityEntry } from '../messages/activity';
import { element, pageElement } from '../shared-ui/element';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { activityList } from './activity-list';
import { confirmClearing } from './clear-dialog';
import { closedVault } from './closed-vault';
import { saveFile } from './save-file';
import { SectionContent } from './section-content';

const heading = pageElement('activity');
const news = pageElement('activity-news');
const content = new SectionContent(pageElement('log'));

/** Draws the log as it is now, unless that is what is shown. */
export async function showActivity(): Promise<void> {
  const state = await ask({ kind: 'vault-state' });
  if (!state.ok) return content.drawProblem(state.problem);
  const { vault } = state.value;
  if (vault !== 'unlocked') return content.draw(vault, () => [closedVault(vault, undefined, unlocked)]);
  content.drawAnswer(await ask({ kind: 'activity' }), ({ entries }) => openLog(entries));
}

async function unlocked(): Promise<void> {
  await showActivity();
  heading.focus();
}

function openLog(entries: ActivityEntry[]): Node[] {
  const intro = element('p', { class: 'hint' }, text('activityIntro'));
  if (entries.length === 0) return [intro, element('p', {}, text('activityEmpty'))];
  return [intro, tools(entries), activityList(entries)];
}

function tools(entries: ActivityEntry[]): HTMLElement {
  const hint = element('p', { id: 'export-hint', class: 'hint' }, text('exportActivityHint'));
  const save = element('button', { type: 'button', 'aria-describedby': hint.id }, text('exportActivity'));
  save.addEventListener('click', () => {
    saveFile(
      `xenon-activity-${new Date().toISOString().slice(0, 10)}.json`,
      'application/json',
      JSON.stringify(entries, null, 2),
    );
    news.textContent = text('activityExported');
  });
  const clear = element('button', { type: 'button' }, text('clearActivity'));
  clear.addEventListener('click', () => void askClearing());
  return element('div', { class: 'log-tools' }, element('div', { class: 'buttons' }, save, clear), hint);
}

async function askClearing(): Promise<void> {
  if (!(await confirmClearing())) return;
  news.textContent = text('activityCleared');
  await showActivity();
  heading.focus();
}
