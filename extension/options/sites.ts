import type { SiteDecisions } from '../messages/sites';
import { pageElement } from '../shared-ui/element';
import { ask } from '../shared-ui/worker-client';
import { ruledCard } from './ruled-card';
import { SectionContent } from './section-content';
import { standingCard } from './standing-card';

const heading = pageElement('sites');
const news = pageElement('sites-news');
const content = new SectionContent(pageElement('decisions'));

/** Draws what was decided for single sites as it is now, unless that is what is shown. */
export async function showSites(): Promise<void> {
  content.drawAnswer(await ask({ kind: 'site-decisions' }), cards);
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
