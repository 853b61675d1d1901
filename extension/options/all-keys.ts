import type { KeySummary } from '../messages/from-user';
import { element, pageElement } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { sentence, text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { closedVault } from './closed-vault';
import { confirmDeletion } from './delete-dialog';
import { keyList } from './key-list';

const heading = pageElement('keys');
const news = pageElement('news');
const content = pageElement('content');
let shown = '';
let query = '';

/** Draws the vault as it is now, unless that is what is shown. */
export async function showAllKeys(): Promise<void> {
  const state = await ask({ kind: 'vault-state' });
  if (!state.ok) return draw(state.problem, [problem(problemText(state.problem))]);
  const { vault } = state.value;
  if (vault !== 'unlocked') return draw(vault, [closedVault(vault, undefined, unlocked)]);
  const all = await ask({ kind: 'all-keys' });
  if (!all.ok) return draw(all.problem, [problem(problemText(all.problem))]);
  draw(JSON.stringify(all.value), [openVault(all.value.keys)]);
}

function draw(what: string, nodes: Node[]): void {
  content.ariaBusy = null;
  if (what === shown) return;
  shown = what;
  content.replaceChildren(...nodes);
}

async function unlocked(): Promise<void> {
  await showAllKeys();
  heading.focus();
}

function openVault(keys: KeySummary[]): HTMLElement {
  if (keys.length === 0) return element('p', {}, text('beginHere'));
  return keyList(keys, query, {
    searched(typed) {
      query = typed;
    },
    deletionAsked: (key) => void askDeletion(key),
    unhidingAsked: (key) => void unhide(key),
  });
}

async function askDeletion(key: KeySummary): Promise<void> {
  if (!(await confirmDeletion(key))) return;
  const site = element('strong', { class: 'site', dir: 'ltr' }, key.rpId);
  news.replaceChildren(...sentence('keyDeleted', site));
  await showAllKeys();
  heading.focus();
}

async function unhide(key: KeySummary): Promise<void> {
  const answer = await ask({ kind: 'unhide-key', key: key.key });
  if (!answer.ok) return void news.replaceChildren(problemText(answer.problem));
  const site = element('strong', { class: 'site', dir: 'ltr' }, key.rpId);
  news.replaceChildren(...sentence('keyUnhidden', site));
  await showAllKeys();
  heading.focus();
}

function problem(words: string): HTMLElement {
  return element('p', { class: 'problem', role: 'alert' }, words);
}
