import type { CeremonyKind } from '../messages/ceremony-kind';
import type { Question } from '../messages/from-user';
import type { Arming } from '../shared-ui/arming';
import { type DeliberateButton, deliberateButton } from '../shared-ui/deliberate-button';
import { element } from '../shared-ui/element';
import { siteWords } from '../shared-ui/site-name';
import { type TextName, text } from '../texts/text';

export type ApproveOptions = {
  question: Question;
  arming: Arming;
  /** Looks whether the window moved since the last look. */
  look(): void;
  approve(): Promise<void>;
};

/**
 * The button that gives the site what it asks for.
 *
 * It names the site, so a window laid over everything but the button still leaves it to be read.
 */
export function approveButton({ question, arming, look, approve }: ApproveOptions): DeliberateButton {
  const label = labelOf(question);
  return deliberateButton({ className: 'primary approve', label, arming, look, press: approve });
}

const PURPOSES = {
  create: 'approveCreate',
  get: 'approveGet',
  'u2f-register': 'approveU2fRegister',
  'u2f-sign': 'approveU2fSign',
} as const satisfies Record<CeremonyKind, TextName>;

/** Both lines are the button's name, so that whoever hears it knows the site too. */
function labelOf(question: Question): Node[] {
  const purpose = text(PURPOSES[question.kind], siteWords(question));
  return [
    element('span', { class: 'verb' }, text('approve'), element('span', { class: 'heard' }, ':')),
    element('span', { class: 'purpose' }, purpose),
  ];
}
