import type { Account, OfferedSignIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { keyName, plainKeyName } from '../shared-ui/key-name';
import { sentence } from '../shared-ui/localise';
import { howLongAgo } from '../shared-ui/moment';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { problemText } from '../shared-ui/problem-text';
import { siteName } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import type { Popup } from './overview';

/** The sign-ins that the page would take, each with a button for each account. */
export function signIns(offers: OfferedSignIn[], popup: Popup): HTMLElement[] {
  return offers
    .filter(({ accounts }) => accounts.length > 0)
    .map((offer) => {
      const problem = element('p', { class: 'problem', role: 'alert' });
      const buttons = offer.accounts.map((account) => accountButton(offer, account, problem, popup));
      return element('section', { class: 'sign-in' }, ...heading(offer), ...buttons, problem);
    });
}

/** Which site it is, and where a frame asks, both sites. */
export function heading(offer: OfferedSignIn): Node[] {
  const { origin, topOrigin } = offer;
  const title = element('h2', { tabindex: '-1' }, ...sentence('waitingGet', siteName(offer)));
  if (topOrigin === undefined) return [title];
  const words = sentence('askedByFrame', originName(origin), originName(topOrigin));
  return [title, element('div', { class: 'notice warning' }, icon('warning'), element('p', {}, ...words))];
}

function accountButton(
  offer: OfferedSignIn,
  account: Account,
  problem: HTMLElement,
  popup: Popup,
): HTMLButtonElement {
  const used = account.lastUsedAt && howLongAgo(account.lastUsedAt, Date.now(), text('languageTag'));
  const second = element('span', { class: 'second' }, used ? text('lastUsed', used) : text('neverUsed'));
  const label = [element('span', {}, ...signInAs(account)), second];
  return popup.signInButton(label, async () => {
    problem.textContent = '';
    const mustVerify = offer.verification === 'required' || account.needsVerification;
    if (mustVerify && !offer.verified) popup.draw([verifyFirst(offer, account, popup)]);
    else problem.textContent = (await signIn(offer, account, popup)) ?? '';
  });
}

/** Gives what went wrong, in words. */
async function signIn(offer: OfferedSignIn, account: Account, popup: Popup): Promise<string | undefined> {
  const { ceremony } = offer;
  const answer = await ask({ kind: 'approve', ceremony, account: account.key, remember: false });
  if (!answer.ok) return problemText(answer.problem);
  popup.sent([sentTo(offer)]);
  return undefined;
}

/** The account is chosen; the site, or the key, wants to know first that it is the user. */
function verifyFirst(offer: OfferedSignIn, account: Account, popup: Popup): HTMLElement {
  const { ceremony } = offer;
  const problem = element('p', { class: 'problem', role: 'alert' });
  const { form, submit } = passphraseForm({
    id: 'passphrase',
    button: 'signIn',
    look: 'primary',
    send: (passphrase) => ask({ kind: 'verify', ceremony, passphrase }),
    async done() {
      problem.textContent = (await signIn(offer, account, popup)) ?? '';
    },
  });
  const back = element('button', { type: 'button' }, text('back'));
  back.addEventListener('click', () => void popup.refresh());
  form.append(problem, submit, back);
  const chosen = element('p', {}, ...signInAs(account));
  const why = element('p', {}, text('verifyToSignIn'));
  return element('section', { class: 'sign-in' }, ...heading(offer), chosen, why, form);
}

function sentTo(offer: OfferedSignIn): HTMLElement {
  const title = element('h2', { tabindex: '-1' }, text('successGet'));
  const words = element('p', {}, ...sentence('sentTo', siteName(offer)));
  return element(
    'section',
    { class: 'notice good', role: 'status' },
    icon('check'),
    element('div', {}, title, words),
  );
}

/** With the account's name in the words, isolated from them. */
function signInAs(account: Account): (Node | string)[] {
  const name = keyName(account)[0] ?? plainKeyName(account);
  return sentence('signInAs', element('strong', {}, name));
}

function originName(origin: string): HTMLElement {
  return element('span', { class: 'origin', dir: 'ltr' }, origin);
}
