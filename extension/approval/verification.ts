import type { CeremonyId, Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';

/** The id of the text that says why Approve waits. */
export const VERIFY_FIRST = 'verify-first';

/** Whether the user must be verified before approving is possible. */
export function mustVerify({ verification, verified }: Question): boolean {
  return verification === 'required' && !verified;
}

/** Asks for the passphrase where the site requires it, offers it where the site prefers it. */
export function verification(ceremony: CeremonyId, question: Question): Node[] {
  if (question.verified) return [verifiedMark()];
  if (question.verification === 'discouraged') return [];
  const { form, submit } = passphraseForm({
    id: 'passphrase',
    button: 'verify',
    look: 'soft',
    send: (passphrase) => ask({ kind: 'verify', ceremony, passphrase }),
  });
  form.append(submit);
  if (question.verification === 'required') {
    const reason = element('p', { id: VERIFY_FIRST }, text('verifyFirst'));
    return [element('section', { class: 'verification' }, reason, form)];
  }
  const summary = element('summary', {}, text('verifyOffer'));
  const advice = element('p', {}, text('verifyPreferred'));
  // Unfolded: many servers that say "preferred" refuse a user who was not verified.
  return [element('details', { class: 'verification', open: true }, summary, advice, form)];
}

function verifiedMark(): HTMLElement {
  return element('p', { class: 'verified' }, icon('check'), text('verified'));
}
