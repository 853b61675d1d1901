import type { Account, CeremonyId, Question, WaysIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { osUnlockButton } from '../shared-ui/os-unlock-button';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';

/** The id of the text that says why Approve waits. */
export const VERIFY_FIRST = 'verify-first';

/** What is still wanted of the user. Where something requires it, approving is not possible before. */
export type Demand = 'verified' | 'site-requires' | 'key-requires' | 'site-prefers' | 'nothing';

/** The site's wish, and that of the chosen key, which may be stricter. */
export function demandOf({ verification, verified }: Question, account: Account | undefined): Demand {
  if (verified) return 'verified';
  if (verification === 'required') return 'site-requires';
  if (account?.needsVerification) return 'key-requires';
  return verification === 'preferred' ? 'site-prefers' : 'nothing';
}

/** Asks for a proof where it is required, offers it where the site prefers it. */
export function verification(ceremony: CeremonyId, ways: WaysIn, demand: Demand): Node[] {
  switch (demand) {
    case 'verified':
      return [verifiedMark()];
    case 'site-requires':
      return [required(ceremony, ways, text('verifyFirst'))];
    case 'key-requires':
      return [required(ceremony, ways, text('verifyFirstForKey'))];
    case 'site-prefers':
      return [preferred(ceremony, ways)];
    case 'nothing':
      return [];
  }
}

function required(ceremony: CeremonyId, ways: WaysIn, why: string): HTMLElement {
  const reason = element('p', { id: VERIFY_FIRST }, why);
  return element('section', { class: 'verification' }, reason, ...verifyForm(ceremony, ways));
}

function preferred(ceremony: CeremonyId, ways: WaysIn): HTMLElement {
  const summary = element('summary', {}, text('verifyOffer'));
  const advice = element('p', {}, text('verifyPreferred'));
  // Unfolded: many servers that say "preferred" refuse a user who was not verified.
  return element(
    'details',
    { class: 'verification', open: true },
    summary,
    advice,
    ...verifyForm(ceremony, ways),
  );
}

/** The PIN where there is one, else the passphrase; and the computer's own unlock beside it. */
function verifyForm(ceremony: CeremonyId, ways: WaysIn): Node[] {
  const byPin = ways.pin === 'set';
  const { form, submit } = passphraseForm({
    id: byPin ? 'pin' : 'passphrase',
    secret: byPin ? 'pin' : 'passphrase',
    button: 'verify',
    look: 'soft',
    send: (typed) =>
      byPin
        ? ask({ kind: 'verify-with-pin', ceremony, pin: typed })
        : ask({ kind: 'verify', ceremony, passphrase: typed }),
  });
  form.append(submit);
  const off = ways.pin === 'off' ? [element('p', { class: 'hint' }, text('problemPinOff'))] : [];
  return [
    ...off,
    form,
    osUnlockButton(ways, (evaluated) => ask({ kind: 'unlock-with-os', evaluated, ceremony })),
  ];
}

function verifiedMark(): HTMLElement {
  return element('p', { class: 'verified' }, icon('check'), text('verified'));
}
