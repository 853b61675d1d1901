import type { CeremonyId, KeyId, Question } from '../messages/from-user';
import { element, untrusted } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { accountChoice } from './account-choice';
import { type ApproveButton, approveButton } from './approve-button';
import type { Arming } from './arming';
import { asked } from './asked';
import { otherAnswers } from './other-answers';
import { mustVerify, VERIFY_FIRST, verification } from './verification';

/** What the user has chosen so far: it outlives a new drawing of the same question. */
export type Choices = { account?: KeyId; remember: boolean };

export type DecisionOptions = {
  ceremony: CeremonyId;
  question: Question;
  choices: Choices;
  arming: Arming;
  look(): void;
};

/** The question itself, with the vault open. */
export function decision(options: DecisionOptions): { content: Node[]; approve: ApproveButton } {
  const { ceremony, question, choices } = options;
  const problem = element('p', { class: 'problem', role: 'alert' });
  const approve = approveButton({
    ...options,
    blockedBy: mustVerify(question) ? VERIFY_FIRST : undefined,
    async approve() {
      problem.textContent = '';
      const answer = await ask({ kind: 'approve', ceremony, ...answered(question, choices) });
      if (!answer.ok) problem.textContent = problemText(answer.problem);
    },
  });
  const content = [
    asked(question),
    question.kind === 'create' ? newAccount(question) : accounts(question, choices),
    ...verification(ceremony, question),
    ...(question.mayRemember ? [rememberBox(choices)] : []),
    element('div', { class: 'answers' }, problem, approve.root, otherAnswers(ceremony)),
  ];
  return { content, approve };
}

function answered({ kind, accounts, mayRemember }: Question, choices: Choices) {
  const remember = mayRemember && choices.remember;
  if (kind === 'create') return { remember };
  const account = accounts.find(({ key }) => key === choices.account) ?? accounts[0];
  return account ? { account: account.key, remember } : { remember };
}

/** For whom the key will be, and what the site calls itself: both are the site's own words. */
function newAccount({ rpName, user, rpId }: Question): HTMLElement {
  const facts = element('dl', { class: 'facts' });
  if (user && (user.displayName || user.name)) {
    const names = [user.displayName, user.name].filter(
      (name, index, all) => name && all.indexOf(name) === index,
    );
    const shown = names.map((name, index) => untrusted(name, index === 0 ? 'key-name' : 'key-user'));
    facts.append(element('dt', {}, text('account')), element('dd', { class: 'account' }, ...shown));
  }
  if (rpName && rpName !== rpId) {
    facts.append(
      element('dt', {}, text('siteCallsItself')),
      element('dd', {}, untrusted(rpName, 'key-user')),
    );
  }
  return facts;
}

function accounts({ accounts }: Question, choices: Choices): HTMLElement {
  return accountChoice(accounts, choices.account, (key) => {
    choices.account = key;
  });
}

function rememberBox(choices: Choices): HTMLElement {
  const box = element('input', { type: 'checkbox', checked: choices.remember });
  box.addEventListener('change', () => {
    choices.remember = box.checked;
  });
  return element('label', { class: 'remember' }, box, element('span', {}, text('remember')));
}
