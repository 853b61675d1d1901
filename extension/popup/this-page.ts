import type { SiteOverview } from '../messages/from-user';
import type { Neighbour, Presence, SiteRule } from '../messages/sites';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';

type PageEvents = { refresh(): Promise<void>; reload(): Promise<void> };

/** Whether Xenon is active in the page in front; if not, why, and what can be done about it. */
export function thisPage({ origin, presence, neighbour }: SiteOverview, events: PageEvents): HTMLElement[] {
  if (origin === undefined || presence === undefined) return [];
  const words = element('p', { class: 'second' }, text(WORDS[presence]));
  const problem = element('p', { class: 'problem', role: 'alert' });
  const button = buttonFor(presence, new URL(origin).hostname, problem, events);
  const others = neighbour ? [neighbourNotice(neighbour)] : [];
  return [element('section', { class: 'this-page' }, words, ...others, ...button, problem)];
}

const WORDS: Record<Presence, TextName> = {
  active: 'pageActive',
  paused: 'pagePaused',
  browser: 'pageOfBrowser',
  'not-yet': 'pageNotYet',
  insecure: 'pageInsecure',
  forbidden: 'pageForbidden',
};

function buttonFor(
  presence: Presence,
  site: string,
  problem: HTMLElement,
  { refresh, reload }: PageEvents,
): HTMLElement[] {
  const changing = (label: TextName, rule?: SiteRule) =>
    button(label, async () => {
      const answer = await ask({ kind: 'set-site-rule', site, ...(rule && { rule }) });
      if (!answer.ok) problem.textContent = problemText(answer.problem);
      else {
        await refresh();
        document.querySelector<HTMLElement>('.this-page button')?.focus();
      }
    });
  switch (presence) {
    case 'active':
      return [changing('pauseHere', 'paused')];
    case 'paused':
      return [changing('resumeHere')];
    case 'browser':
      return [changing('useXenonHere')];
    case 'not-yet':
      return [button('reloadPage', reload)];
    case 'insecure':
    case 'forbidden':
      return [];
  }
}

function button(label: TextName, press: () => Promise<void>): HTMLElement {
  const built = element('button', { type: 'button' }, text(label));
  built.addEventListener('click', press);
  return built;
}

/** Chrome does not say who it is; the exclusive door is the way past them. */
function neighbourNotice(neighbour: Neighbour): HTMLElement {
  const words = text(neighbour === 'extension' ? 'neighbourExtension' : 'neighbourSomebody');
  const more = element(
    'a',
    { href: '../options/options.html#advanced', target: '_blank' },
    text('neighbourMore'),
  );
  const content = element('div', {}, element('p', {}, words), element('p', {}, more));
  return element('div', { class: 'notice warning' }, icon('warning'), content);
}
