import type { SiteRule } from '../messages/sites';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';
import { siteListCard } from './site-list-card';
import { siteRow } from './site-row';

type Words = Record<
  'title' | 'explained' | 'none' | 'field' | 'add' | 'added' | 'remove' | 'removeNamed',
  TextName
>;

const WORDS: Record<SiteRule, Words> = {
  paused: {
    title: 'pausedSites',
    explained: 'pausedText',
    none: 'pausedNone',
    field: 'siteToPause',
    add: 'pauseSite',
    added: 'sitePaused',
    remove: 'resumeSite',
    removeNamed: 'resumeSiteNamed',
  },
  browser: {
    title: 'browserSites',
    explained: 'browserText',
    none: 'browserNone',
    field: 'siteForBrowser',
    add: 'leaveToBrowser',
    added: 'siteLeftToBrowser',
    remove: 'removeSite',
    removeNamed: 'removeSiteNamed',
  },
};

/** The sites with one rule: a list, and a form for another one. */
export function ruledCard(rule: SiteRule, hosts: string[], tell: (news: string) => void): HTMLElement {
  const { remove, removeNamed } = WORDS[rule];
  const rows = hosts.map((host) =>
    siteRow(
      host,
      [],
      [
        {
          label: remove,
          name: removeNamed,
          carryOut: () => ask({ kind: 'set-site-rule', site: host }),
          done: () => tell(text('siteIsBack', host)),
        },
      ],
    ),
  );
  return siteListCard(WORDS[rule], rows, adding(rule, tell));
}

function adding(rule: SiteRule, tell: (news: string) => void): HTMLElement {
  const { field, add, added } = WORDS[rule];
  const problem = element('p', { id: `add-${rule}-problem`, class: 'problem', role: 'alert' });
  const input = element('input', {
    id: `add-${rule}`,
    type: 'text',
    inputmode: 'url',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    dir: 'ltr',
    'aria-describedby': problem.id,
  });
  const label = element('label', { for: input.id }, text(field));
  const submit = element('button', { type: 'submit' }, text(add));
  const form = element(
    'form',
    { class: 'adding', novalidate: true },
    element('div', { class: 'field' }, label, input, problem),
    submit,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await ask({ kind: 'set-site-rule', site: input.value, rule });
    if (answer.ok) return tell(text(added, answer.value.host));
    problem.textContent = problemText(answer.problem);
    input.focus();
  });
  return form;
}
