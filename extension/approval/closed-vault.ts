import type { CeremonyId, Question, WaysIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { sentence } from '../shared-ui/localise';
import { osUnlockButton } from '../shared-ui/os-unlock-button';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { recoveryForm } from '../shared-ui/recovery-form';
import { siteName } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { asked } from './asked';
import { otherAnswers } from './other-answers';

/** The vault is locked: the passphrase opens it, and the question follows in the same window. */
export function lockedVault(ceremony: CeremonyId, question: Question): Node[] {
  const { form, submit } = passphraseForm({
    id: 'passphrase',
    button: 'unlock',
    look: 'primary',
    send: (passphrase) => ask({ kind: 'unlock', passphrase, ceremony }),
  });
  const intro = element('p', { class: 'lead' }, icon('lock'), element('span', {}, text('lockedIntro')));
  return [
    asked(question),
    intro,
    form,
    answers(ceremony, question, submit, ...otherWays(ceremony, question.ways)),
  ];
}

/** The ways in that this vault has besides its passphrase. */
function otherWays(ceremony: CeremonyId, ways: WaysIn): Node[] {
  const withOs = osUnlockButton(ways, (evaluated) => ask({ kind: 'unlock-with-os', evaluated, ceremony }));
  return ways.recoveryCodeMadeAt === undefined ? [withOs] : [withOs, recoveryForm(ceremony)];
}

/** The vault cannot be read. Xenon can do nothing for this request and says so. */
export function damagedVault(ceremony: CeremonyId, question: Question): Node[] {
  const words = element(
    'div',
    {},
    element('h2', {}, text('damagedTitle')),
    element('p', {}, text('damagedText')),
  );
  return [
    asked(question),
    element('section', { class: 'notice danger' }, icon('warning'), words),
    answers(ceremony, question),
  ];
}

/** The vault is open and holds no key that could answer. */
export function noKey(ceremony: CeremonyId, question: Question): Node[] {
  const words = element('p', {}, ...sentence('noKeyForSite', siteName(question)));
  return [
    asked(question),
    element('div', { class: 'notice' }, icon('ended'), words),
    answers(ceremony, question),
  ];
}

function answers(ceremony: CeremonyId, question: Question, ...first: Node[]): HTMLElement {
  return element('div', { class: 'answers' }, ...first, otherAnswers(ceremony, question));
}
