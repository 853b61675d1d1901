import type { KeySummary } from '../messages/from-user';
import { element, pageElement } from '../shared-ui/element';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { guideItem } from './guide-item';
import { GUIDES } from './guides-list';
import { SectionContent } from './section-content';

const content = new SectionContent(pageElement('guide-list'));

/** Draws the guides, which anybody may read; while the vault is open, with what it has for each site. */
export async function showGuides(): Promise<void> {
  const state = await ask({ kind: 'vault-state' });
  const isOpen = state.ok && state.value.vault === 'unlocked';
  const all = isOpen ? await ask({ kind: 'all-keys' }) : undefined;
  draw(all?.ok ? all.value.keys : undefined);
}

function draw(keys: KeySummary[] | undefined): void {
  content.draw(keys ?? 'no keys are known', () => [
    ...(keys ? [] : [element('p', { class: 'hint' }, text('guidesLocked'))]),
    element('div', { class: 'guides' }, ...GUIDES.map((guide) => guideItem(guide, keys))),
  ]);
}
