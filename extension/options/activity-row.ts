import type { ActivityEntry } from '../messages/activity';
import { element, untrusted } from '../shared-ui/element';
import { sentence } from '../shared-ui/localise';
import { siteWords } from '../shared-ui/site-name';
import { type TextName, text } from '../texts/text';
import { hostOf, KIND_NAMES, RESULT_NAMES, whyOf } from './activity-words';

/** One entry: when, which site, for whom, what, and what came of it. */
export function activityRow(entry: ActivityEntry): HTMLElement {
  const { at, account, kind } = entry;
  return element(
    'tr',
    { role: 'row' },
    cell('when', element('time', { datetime: new Date(at).toISOString() }, timeOf(at))),
    element(
      'td',
      { role: 'cell', class: 'site-cell', 'data-column': text('site') },
      element('div', {}, ...siteOf(entry)),
    ),
    element(
      'td',
      { role: 'cell', class: 'account-cell', 'data-column': text('account') },
      element('div', {}, account ? untrusted(account, 'key-name') : ''),
    ),
    cell('kind', text(KIND_NAMES[kind])),
    cell('result', ...resultOf(entry)),
  );
}

function resultOf(entry: ActivityEntry): Node[] {
  const { result } = entry;
  const why = whyOf(entry);
  const name = element('div', { class: `result ${result}` }, text(RESULT_NAMES[result]));
  return why === undefined ? [name] : [name, element('div', { class: 'second' }, why)];
}

/** What was asked for; where that is not the page's own host, the page too. */
function siteOf(entry: ActivityEntry): Node[] {
  const { rpId, origin, topOrigin } = entry;
  const site = element('div', { class: 'site', dir: 'ltr' }, siteWords(entry));
  const host = hostOf(origin);
  const page = host === rpId ? [] : [element('div', { class: 'second', dir: 'ltr' }, host)];
  if (topOrigin === undefined) return [site, ...page];
  const top = element('span', { dir: 'ltr' }, hostOf(topOrigin));
  return [site, ...page, element('div', { class: 'second' }, ...sentence('inPageOf', top))];
}

function timeOf(at: number): string {
  const words = new Intl.DateTimeFormat(text('languageTag'), { dateStyle: 'medium', timeStyle: 'short' });
  return words.format(at);
}

function cell(column: TextName, ...content: (Node | string)[]): HTMLElement {
  return element('td', { role: 'cell', 'data-column': text(column) }, element('div', {}, ...content));
}
