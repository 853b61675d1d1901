import type { Answer, Done } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { type TextName, text } from '../texts/text';

export type RowAction = {
  label: TextName;
  /** With the site in it. */
  name: TextName;
  carryOut(): Promise<Answer<Done>>;
  done(): void;
};

/** One site in a list, and what can be done about it. */
export function siteRow(site: string, about: Node[], actions: RowAction[]): HTMLElement {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const name = element('div', { class: 'site', dir: 'ltr' }, site);
  const buttons = actions.map((action) => actionButton(site, action, problem));
  return element(
    'li',
    {},
    element('div', {}, name, ...about, problem),
    element('div', { class: 'buttons' }, ...buttons),
  );
}

function actionButton(site: string, action: RowAction, problem: HTMLElement): HTMLElement {
  const { label, name, carryOut, done } = action;
  const button = element('button', { type: 'button', 'aria-label': text(name, site) }, text(label));
  button.addEventListener('click', async () => {
    const answer = await carryOut();
    if (answer.ok) done();
    else problem.textContent = problemText(answer.problem);
  });
  return button;
}
