import type { WaysIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { normalised } from '../shared-ui/passphrase';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { card } from './card';
import { foldedForm } from './folded-form';
import { removal } from './removal';

const SHORTEST_PIN = 4;

/** A PIN verifies the user while the vault is open; it never opens it. */
export function pinCard({ pin }: WaysIn, tell: (news: string) => void): HTMLElement {
  const states = { absent: 'pinNone', set: 'pinSet', off: 'problemPinOff' } as const;
  const isThere = pin !== 'absent';
  const remove = removal('removePin', { kind: 'remove-pin' }, () => tell(text('pinRemoved')));
  return card(
    'pin',
    element('p', {}, text(states[pin])),
    choosing(isThere, tell),
    ...(isThere ? [remove] : []),
  );
}

function choosing(isThere: boolean, tell: (news: string) => void): HTMLElement {
  const problem = element('p', { id: 'new-pin-problem', class: 'problem', role: 'alert' });
  const input = element('input', {
    id: 'new-pin',
    type: 'password',
    autocomplete: 'new-password',
    'aria-describedby': problem.id,
  });
  const label = element('label', { for: input.id }, text('newPin'));
  return foldedForm({
    id: 'set-pin',
    summary: isThere ? 'changePin' : 'setPin',
    button: 'savePin',
    before: [element('div', { class: 'field' }, label, input, problem)],
    async send(passphrase) {
      const pin = normalised(input.value);
      problem.textContent = [...pin].length < SHORTEST_PIN ? text('problemBadPin') : '';
      if (problem.textContent) {
        input.focus();
        return undefined;
      }
      input.value = '';
      return ask({ kind: 'set-pin', passphrase, pin });
    },
    done: () => tell(text('pinSaved')),
  });
}
