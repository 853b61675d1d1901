import type { StandingApproval } from '../messages/sites';
import { element } from '../shared-ui/element';
import { sentence } from '../shared-ui/localise';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { hostOf } from './activity-words';
import { siteListCard } from './site-list-card';
import { type RowAction, siteRow } from './site-row';

const WORDS = { title: 'standingApprovals', explained: 'standingText', none: 'standingNone' } as const;

/** Where Xenon signs without asking, until when, and how to have it otherwise. */
export function standingCard(standing: StandingApproval[], tell: (news: string) => void): HTMLElement {
  const rows = standing.map((one) => siteRow(one.rpId, aboutOf(one), actionsFor(one, tell)));
  return siteListCard(WORDS, rows);
}

function aboutOf({ rpId, origin, topOrigin, until }: StandingApproval): HTMLElement[] {
  const host = hostOf(origin);
  const page = host === rpId ? [] : [second(element('span', { dir: 'ltr' }, host))];
  const top = topOrigin && element('span', { dir: 'ltr' }, hostOf(topOrigin));
  const around = top ? [second(...sentence('inPageOf', top))] : [];
  return [...page, ...around, second(`${text('endsWhen')}: `, endOf(until))];
}

function endOf(until: StandingApproval['until']): HTMLElement | string {
  if (until === 'browser-exit') return text('endsAtBrowserExit');
  const words = new Intl.DateTimeFormat(text('languageTag'), { timeStyle: 'short' }).format(until);
  return element('time', { datetime: new Date(until).toISOString() }, words);
}

function second(...words: (Node | string)[]): HTMLElement {
  return element('div', { class: 'second' }, ...words);
}

function actionsFor({ id, rpId, until }: StandingApproval, tell: (news: string) => void): RowAction[] {
  const keep: RowAction = {
    label: 'keepStanding',
    name: 'keepStandingNamed',
    carryOut: () => ask({ kind: 'keep-standing', standing: id }),
    done: () => tell(text('standingUntilExit', rpId)),
  };
  const end: RowAction = {
    label: 'endStanding',
    name: 'endStandingNamed',
    carryOut: () => ask({ kind: 'end-standing', standing: id }),
    done: () => tell(text('standingEnded', rpId)),
  };
  return until === 'browser-exit' ? [end] : [keep, end];
}
