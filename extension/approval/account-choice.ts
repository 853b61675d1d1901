import type { Account, KeyId } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { keyName } from '../shared-ui/key-name';
import { howLongAgo } from '../shared-ui/moment';
import { text } from '../texts/text';

/** One account is stated; of several one is chosen, and the most recently used one is it already. */
export function accountChoice(
  accounts: Account[],
  chosen: KeyId | undefined,
  choose: (key: KeyId) => void,
): HTMLElement {
  const [first, ...others] = accounts;
  if (!first) return element('div');
  if (others.length === 0) return oneAccount(first);
  const preselected = accounts.find(({ key }) => key === chosen) ?? first;
  const options = accounts.map((account) => option(account, account === preselected, choose));
  return element('fieldset', { class: 'accounts' }, element('legend', {}, text('account')), ...options);
}

function oneAccount(account: Account): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    element('dt', {}, text('account')),
    element('dd', { class: 'account' }, ...keyName(account), lastUse(account)),
  );
}

function option(account: Account, checked: boolean, choose: (key: KeyId) => void): HTMLElement {
  const radio = element('input', { type: 'radio', name: 'account', value: account.key, checked });
  radio.addEventListener('change', () => choose(account.key));
  const words = element('span', { class: 'account' }, ...keyName(account), lastUse(account));
  return element('label', { class: 'option' }, radio, words);
}

function lastUse({ lastUsedAt }: Account): HTMLElement {
  const words =
    lastUsedAt === undefined
      ? text('neverUsed')
      : text('lastUsed', howLongAgo(lastUsedAt, Date.now(), text('languageTag')));
  return element('span', { class: 'second' }, words);
}
