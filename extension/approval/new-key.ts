import type { Question, ReplacedKey } from '../messages/from-user';
import { element, untrusted } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { keyName } from '../shared-ui/key-name';
import { howLongAgo } from '../shared-ui/moment';
import { text } from '../texts/text';
import type { Choices } from './decision';

/** For whom the key will be, what the site calls itself, and which key it takes the place of. */
export function newKey(question: Question): Node[] {
  const { replaces } = question;
  return [newAccount(question), ...(replaces.length > 0 ? [replacement(replaces)] : [])];
}

/** Whether the key is to stay on this device: the settings' answer, until the user gives another. */
export function deviceBoundBox(question: Question, choices: Choices): HTMLElement {
  const hint = element('span', { id: 'device-bound-hint', class: 'second' }, text('deviceBoundHint'));
  const checked = choices.deviceBound ?? question.deviceBound;
  const box = element('input', { type: 'checkbox', checked, 'aria-describedby': hint.id });
  box.addEventListener('change', () => {
    choices.deviceBound = box.checked;
  });
  const label = element('label', { class: 'choice' }, box, element('span', {}, text('deviceBound')));
  return element('div', { class: 'hinted' }, label, hint);
}

/** Both are the site's own words. */
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

function replacement(replaces: ReplacedKey[]): HTMLElement {
  const keys = replaces.map((key) => element('div', { class: 'account' }, ...keyName(key), age(key)));
  const words = element('div', {}, element('p', {}, text('replaces')), ...keys);
  return element('section', { class: 'notice warning' }, icon('warning'), words);
}

function age({ createdAt }: ReplacedKey): HTMLElement {
  const when = howLongAgo(createdAt, Date.now(), text('languageTag'));
  return element('span', { class: 'second' }, text('createdWhen', when));
}
