/** The approval window: shows what the worker says about one ceremony, and asks one question. */
import { makesKey } from '../messages/ceremony-kind';
import type { ApprovalView, Question } from '../messages/from-user';
import { Arming } from '../shared-ui/arming';
import type { DeliberateButton } from '../shared-ui/deliberate-button';
import { pageElement } from '../shared-ui/element';
import { localise } from '../shared-ui/localise';
import { watchStillness } from '../shared-ui/stillness';
import { followCeremony } from './approval-port';
import { watchAttention } from './attention';
import { damagedVault, lockedVault, noKey } from './closed-vault';
import { type Choices, decision } from './decision';
import { firstRun } from './first-run';
import { delivering, ended, success } from './outcome';

/** How long the check mark stays. */
const SUCCESS_SHOWN_MS = 1_200;
const SUCCESS_SHOWN_WITHOUT_MOTION_MS = 700;

const ceremony = location.hash.slice(1);
const stage = pageElement('stage');
const arming = new Arming(() => performance.now());
const choices: Choices = { remember: false };
let approve: DeliberateButton | undefined;
let shown = '';

const disturbed = () => {
  arming.disturb();
  approve?.refresh();
};
const look = watchStillness(window, disturbed);

/** Draws a view, unless it is what is shown: after a reconnection nothing typed may be lost. */
function show(view: ApprovalView): void {
  const described = JSON.stringify(view);
  if (described === shown) return;
  shown = described;
  approve = undefined;
  stage.replaceChildren(...contentOf(view));
  stage.ariaBusy = null;
  disturbed();
  window.scrollTo(0, 0);
  firstFocus()?.focus();
  closeAfter(view);
}

function contentOf(view: ApprovalView): Node[] {
  switch (view.show) {
    case 'question':
      return contentOfQuestion(view.question);
    case 'delivering':
      return delivering();
    case 'success':
      return success(view);
    case 'ended':
      return ended(view.because);
  }
}

function contentOfQuestion(question: Question): Node[] {
  switch (question.vault) {
    case 'absent':
      return firstRun(ceremony, question);
    case 'locked':
      return lockedVault(ceremony, question);
    case 'damaged':
      return damagedVault(ceremony, question);
    case 'unlocked': {
      if (!makesKey(question.kind) && question.accounts.length === 0) return noKey(ceremony, question);
      const drawn = decision({ ceremony, question, choices, arming, look });
      approve = drawn.approve;
      return drawn.content;
    }
  }
}

/**
 * The field to fill, or the heading where something else comes first or the field is optional. Never a
 * button: a key that is held would press it.
 */
function firstFocus(): HTMLElement | null {
  const field = stage.querySelector<HTMLElement>(':not(details) > form input');
  return stage.querySelector('fieldset') || !field ? stage.querySelector('h1') : field;
}

function closeAfter(view: ApprovalView): void {
  if (view.show === 'success') {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    setTimeout(() => window.close(), isStill ? SUCCESS_SHOWN_WITHOUT_MOTION_MS : SUCCESS_SHOWN_MS);
  }
  // The user has just said so in this window.
  if (view.show === 'ended' && (view.because === 'denied' || view.because === 'handed-to-browser'))
    window.close();
}

await localise(document);
const line = followCeremony(ceremony, {
  view: show,
  unreachable: () => show({ show: 'ended', because: 'failed' }),
});
watchAttention(window, (isUnseen) => line.tell(isUnseen));
