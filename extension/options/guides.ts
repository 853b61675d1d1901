import type { Answer, KeySummary, UserProblem } from '../messages/from-user';
import { element, pageElement } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { guideCard, otherSiteCard } from './guide-card';
import { GUIDES } from './guides-list';

const content = pageElement('guide-list');
const note = element('p', { class: 'hint', role: 'status' });
const guides = GUIDES.map(guideCard);
content.replaceChildren(note, ...guides.map(({ card }) => card), otherSiteCard());

/** Says of each site whether it has a key, as it is now. The guides can be read whether or not that is known. */
export async function showGuides(): Promise<void> {
  const known = await knownKeys();
  note.textContent = known.ok ? '' : whyUnknown(known.problem);
  for (const { showKeys } of guides) showKeys(known.ok ? known.value.keys : undefined);
  content.ariaBusy = null;
}

async function knownKeys(): Promise<Answer<{ keys: KeySummary[] }>> {
  const state = await ask({ kind: 'vault-state' });
  if (!state.ok) return state;
  switch (state.value.vault) {
    case 'absent':
      return { ok: true, value: { keys: [] } };
    case 'locked':
      return { ok: false, problem: 'vault-locked' };
    case 'damaged':
      return { ok: false, problem: 'vault-damaged' };
    case 'unlocked':
      return ask({ kind: 'all-keys' });
  }
}

function whyUnknown(problem: UserProblem): string {
  return problem === 'vault-locked' ? text('guidesLocked') : problemText(problem);
}
