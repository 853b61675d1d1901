import type { SiteDecisions } from '../messages/sites';
import { element, pageElement } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { ruledCard } from './ruled-card';
import { standingCard } from './standing-card';

const heading = pageElement('sites');
const news = pageElement('sites-news');
const content = pageElement('decisions');
let shown = '';

/** Draws what was decided for single sites as it is now, unless that is what is shown. */
export async function showSites(): Promise<void> {
  const answer = await ask({ kind: 'site-decisions' });
  content.ariaBusy = null;
  const described = JSON.stringify(answer);
  if (described === shown) return;
  shown = described;
  content.replaceChildren(
    ...(answer.ok
      ? cards(answer.value)
      : [element('p', { class: 'problem', role: 'alert' }, problemText(answer.problem))]),
  );
}

/** Says what was done, and draws what it changed. */
async function tell(words: string): Promise<void> {
  news.textContent = words;
  await showSites();
  heading.focus();
}

function cards({ standing, ruled }: SiteDecisions): Node[] {
  const done = (words: string) => void tell(words);
  const hostsOf = (wanted: string) => ruled.filter(({ rule }) => rule === wanted).map(({ host }) => host);
  return [
    standingCard(standing, done),
    ruledCard('paused', hostsOf('paused'), done),
    ruledCard('browser', hostsOf('browser'), done),
  ];
}
