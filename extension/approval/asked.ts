import type { CeremonyKind } from '../messages/ceremony-kind';
import type { Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { sentence } from '../shared-ui/localise';
import { siteName } from '../shared-ui/site-name';
import type { TextName } from '../texts/text';

/** Longer names are written smaller, so that the question stays in sight. */
const LONG_NAME = 40;

const QUESTIONS = {
  create: 'askCreate',
  get: 'askGet',
  'u2f-register': 'askU2fRegister',
  'u2f-sign': 'askU2fSign',
} as const satisfies Record<CeremonyKind, TextName>;

/** What is asked, by which site: the window's heading, and below it the origins in full. */
export function asked(question: Question): HTMLElement {
  const isLong = question.rpId.length > LONG_NAME;
  const heading = element(
    'h1',
    { tabindex: '-1', class: isLong && 'long' },
    ...sentence(QUESTIONS[question.kind], siteName(question)),
  );
  return element('div', { class: 'asked' }, heading, askedBy(question));
}

function askedBy({ origin, topOrigin, inUnknownPage }: Question): HTMLElement {
  if (inUnknownPage) return warning(...sentence('askedByFrameOfUnknown', originName(origin)));
  if (topOrigin === undefined) {
    return element('p', { class: 'asked-by' }, ...sentence('askedBy', originName(origin)));
  }
  return warning(...sentence('askedByFrame', originName(origin), originName(topOrigin)));
}

function warning(...words: (Node | string)[]): HTMLElement {
  return element('div', { class: 'notice warning' }, icon('warning'), element('p', {}, ...words));
}

function originName(origin: string): HTMLElement {
  return element('span', { class: 'origin', dir: 'ltr' }, origin);
}
