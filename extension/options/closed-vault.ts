import type { VaultState, WaysIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { osUnlockButton } from '../shared-ui/os-unlock-button';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { recoveryForm } from '../shared-ui/recovery-form';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { beginHere } from './begin-here';

/** Why a section has nothing to show, and how to open the vault where that helps. */
export function closedVault(
  vault: Exclude<VaultState, 'unlocked'>,
  ways: WaysIn | undefined,
  unlocked: () => Promise<void>,
): HTMLElement {
  switch (vault) {
    case 'absent':
      return beginHere();
    case 'damaged': {
      const title = element('h2', {}, text('damagedTitle'));
      const words = element('div', {}, title, element('p', {}, text('damagedText')));
      return element('section', { class: 'notice danger' }, icon('warning'), words);
    }
    case 'locked':
      return element(
        'section',
        { class: 'narrow' },
        element('p', {}, text('popupLocked')),
        unlockForm(unlocked),
        ...(ways ? otherWays(ways, unlocked) : []),
      );
  }
}

function otherWays(ways: WaysIn, unlocked: () => Promise<void>): Node[] {
  const done = () => void unlocked();
  const withOs = osUnlockButton(ways, (evaluated) => ask({ kind: 'unlock-with-os', evaluated }), done);
  return ways.recoveryCodeMadeAt === undefined ? [withOs] : [withOs, recoveryForm(undefined, done)];
}

function unlockForm(unlocked: () => Promise<void>): HTMLElement {
  const { form, submit } = passphraseForm({
    id: 'section-passphrase',
    button: 'unlock',
    look: 'primary',
    send: (passphrase) => ask({ kind: 'unlock', passphrase }),
    done: () => void unlocked(),
  });
  form.append(submit);
  return form;
}
