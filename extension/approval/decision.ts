import { makesKey } from '../messages/ceremony-kind';
import type { Account, CeremonyId, KeyId, Question } from '../messages/from-user';
import type { Arming } from '../shared-ui/arming';
import type { DeliberateButton } from '../shared-ui/deliberate-button';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { accountChoice } from './account-choice';
import { approveButton } from './approve-button';
import { asked } from './asked';
import { deviceBoundBox, newKey } from './new-key';
import { otherAnswers } from './other-answers';
import { demandOf, VERIFY_FIRST, verification } from './verification';

/** What the user has chosen so far: it outlives a new drawing of the same question. */
export type Choices = { account?: KeyId; remember: boolean; deviceBound?: boolean };

export type DecisionOptions = {
  ceremony: CeremonyId;
  question: Question;
  choices: Choices;
  arming: Arming;
  look(): void;
};

/** The question itself, with the vault open. */
export function decision(options: DecisionOptions): { content: Node[]; approve: DeliberateButton } {
  const { ceremony, question, choices } = options;
  const problem = element('p', { class: 'problem', role: 'alert' });
  const approve = approveButton({
    ...options,
    async approve() {
      problem.textContent = '';
      const answer = await ask({ kind: 'approve', ceremony, ...answered(question, choices) });
      if (!answer.ok) problem.textContent = problemText(answer.problem);
    },
  });
  const proof = proofOfUser(options, approve);
  const content = [
    asked(question),
    ...(makesKey(question.kind) ? newKey(question) : [accounts(options, proof.demand)]),
    proof.root,
    ...(question.kind === 'create' ? [deviceBoundBox(question, choices)] : []),
    ...(question.mayRemember ? [rememberBox(choices)] : []),
    element('div', { class: 'answers' }, problem, approve.root, otherAnswers(ceremony, question)),
  ];
  return { content, approve };
}

function answered({ kind, accounts, mayRemember, deviceBound }: Question, choices: Choices) {
  const remember = mayRemember && choices.remember;
  if (makesKey(kind)) return { remember, deviceBound: choices.deviceBound ?? deviceBound };
  const account = chosen(accounts, choices);
  return account ? { account: account.key, remember } : { remember };
}

function chosen(accounts: Account[], choices: Choices): Account | undefined {
  return accounts.find(({ key }) => key === choices.account) ?? accounts[0];
}

/** Where the user shows that it is them; what is wanted may depend on the account. */
function proofOfUser(
  { ceremony, question, choices, arming }: DecisionOptions,
  approve: DeliberateButton,
): { root: HTMLElement; demand(): void } {
  const root = element('div', { class: 'proof' });
  let shown: string | undefined;
  const demand = () => {
    const demanded = demandOf(question, chosen(question.accounts, choices));
    if (demanded === shown) return;
    // Something else is in sight than a moment ago.
    if (shown !== undefined) arming.disturb();
    shown = demanded;
    root.replaceChildren(...verification(ceremony, question.ways, demanded));
    const isOpen = demanded === 'site-requires' || demanded === 'key-requires';
    approve.block(isOpen ? VERIFY_FIRST : undefined);
  };
  demand();
  return { root, demand };
}

function accounts({ question, choices }: DecisionOptions, changed: () => void): HTMLElement {
  return accountChoice(question.accounts, choices.account, (key) => {
    choices.account = key;
    changed();
  });
}

function rememberBox(choices: Choices): HTMLElement {
  const box = element('input', { type: 'checkbox', checked: choices.remember });
  box.addEventListener('change', () => {
    choices.remember = box.checked;
  });
  return element('label', { class: 'choice remember' }, box, element('span', {}, text('remember')));
}
