import type { WaysIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { dayOf } from '../shared-ui/moment';
import { enrolOsUnlock, hasOsUnlock } from '../shared-ui/os-unlock';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { card } from './card';
import { foldedForm } from './folded-form';
import { removal } from './removal';

/** The computer's own unlock. It is offered only where the computer can verify its user. */
export function osUnlockCard(ways: WaysIn, tell: (news: string) => void): HTMLElement {
  const { osUnlocks } = ways;
  const added = osUnlocks.map((unlock) => addedUnlock(unlock, tell));
  const adding = element('div', {});
  void hasOsUnlock().then((works) => {
    adding.replaceChildren(works ? addingForm(ways, tell) : element('p', {}, text('osUnlockMissing')));
  });
  return card(
    'osUnlock',
    element('p', {}, text('osUnlockText')),
    ...(added.length > 0 ? [element('ul', { class: 'added' }, ...added)] : []),
    adding,
  );
}

function addedUnlock(
  { credentialId, createdAt }: WaysIn['osUnlocks'][number],
  tell: (news: string) => void,
): HTMLElement {
  const when = element('span', {}, text('osUnlockAddedOn', dayOf(createdAt, text('languageTag'))));
  const remove = removal('removeOsUnlock', { kind: 'remove-os-unlock', credentialId }, () =>
    tell(text('osUnlockRemoved')),
  );
  return element('li', {}, when, remove);
}

function addingForm({ osSalt }: WaysIn, tell: (news: string) => void): HTMLElement {
  const problem = element('p', { class: 'problem', role: 'alert' });
  return foldedForm({
    id: 'add-os-unlock',
    summary: 'addOsUnlock',
    button: 'addOsUnlock',
    before: [problem],
    async send(passphrase) {
      problem.textContent = '';
      const evaluated = await enrolOsUnlock(osSalt);
      if (typeof evaluated !== 'string') return ask({ kind: 'add-os-unlock', passphrase, evaluated });
      problem.textContent = text(evaluated === 'no-prf' ? 'osUnlockNoPrf' : 'osUnlockDeclined');
      return undefined;
    },
    done: () => tell(text('osUnlockAdded')),
  });
}
