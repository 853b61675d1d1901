import type { KeySummary, VaultState } from '../messages/from-user';
import { element, pageElement } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { problemText } from '../shared-ui/problem-text';
import { sentence, text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
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
  if (vault !== 'unlocked') return draw(vault, [closed(vault)]);
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

function closed(vault: Exclude<VaultState, 'unlocked'>): HTMLElement {
  switch (vault) {
    case 'absent':
      return element('p', {}, text('beginHere'));
    case 'damaged': {
      const title = element('h2', {}, text('damagedTitle'));
      const words = element('div', {}, title, element('p', {}, text('damagedText')));
      return element('section', { class: 'notice danger' }, icon('warning'), words);
    }
    case 'locked':
      return element('section', { class: 'narrow' }, element('p', {}, text('popupLocked')), unlockForm());
  }
}

function unlockForm(): HTMLElement {
  const { form, submit } = passphraseForm({
    id: 'passphrase',
    button: 'unlock',
    look: 'primary',
    send: (passphrase) => ask({ kind: 'unlock', passphrase }),
    async done() {
      await showAllKeys();
      heading.focus();
    },
  });
  form.append(submit);
  return form;
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
