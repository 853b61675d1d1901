import { type TextName, text } from '../texts/text';
import { element } from './element';
import { isLongEnough, normalised } from './passphrase';
import { STRENGTHS, type Strength, strengthOf } from './strength';

const NAMES: Record<Strength, TextName> = {
  weak: 'strengthWeak',
  fair: 'strengthFair',
  good: 'strengthGood',
  strong: 'strengthStrong',
};

/** How long typing must pause before the estimate is made: one takes some 10 ms. */
const PAUSE_MS = 120;

/** Shows how hard the passphrase in `input` is to guess. Weak is allowed, and said clearly. */
export function strengthMeter(input: HTMLInputElement, siteWords: string[]): HTMLElement {
  const estimator = import('./strength-estimator');
  const steps = STRENGTHS.map(() => element('span'));
  const bar = element(
    'div',
    {
      role: 'meter',
      class: 'meter',
      'aria-label': text('strength'),
      'aria-valuemin': '0',
      'aria-valuemax': '4',
    },
    ...steps,
  );
  const level = element('span', { class: 'level' });
  const warning = element('span', { class: 'weak-warning' });
  const words = element('p', { role: 'status' }, level, ' ', warning);

  const show = (strength: Strength | undefined, isTooShort: boolean) => {
    const value = strength ? STRENGTHS.indexOf(strength) + 1 : 0;
    const name = levelName(strength, isTooShort);
    bar.dataset.strength = strength ?? '';
    bar.setAttribute('aria-valuenow', String(value));
    bar.setAttribute('aria-valuetext', name || text('strengthNothing'));
    for (const [index, step] of steps.entries()) step.classList.toggle('reached', index < value);
    level.textContent = name;
    warning.textContent = strength === 'weak' && !isTooShort ? text('weakWarning') : '';
  };
  const estimate = async () => {
    const passphrase = normalised(input.value);
    if (passphrase === '') return show(undefined, false);
    const { guessesLog10 } = await estimator;
    const isTooShort = !isLongEnough(passphrase);
    show(isTooShort ? 'weak' : strengthOf(guessesLog10(passphrase, siteWords)), isTooShort);
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => void estimate(), PAUSE_MS);
  });
  show(undefined, false);
  return element('div', { class: 'strength' }, bar, words);
}

function levelName(strength: Strength | undefined, isTooShort: boolean): string {
  if (isTooShort) return text('strengthTooShort');
  return strength ? text(NAMES[strength]) : '';
}
