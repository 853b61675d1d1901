import { makesKey } from '../messages/ceremony-kind';
import type { ApprovalView, EndedBecause } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { sentence } from '../shared-ui/localise';
import { siteName } from '../shared-ui/site-name';
import { type TextName, text } from '../texts/text';

const REASONS: Record<EndedBecause, TextName> = {
  denied: 'endedDenied',
  'page-left': 'endedPageLeft',
  'page-aborted': 'endedPageAborted',
  timeout: 'endedTimeout',
  'handed-to-browser': 'endedHandedToBrowser',
  'storage-failed': 'endedStorageFailed',
  'key-exists': 'endedKeyExists',
  'no-key': 'endedNoKey',
  'ask-again': 'endedAskAgain',
  'no-key-ask-again': 'endedNoKeyAskAgain',
  failed: 'endedFailed',
  unknown: 'endedUnknown',
};

/** Approved, and the page does not know yet. */
export function delivering(): Node[] {
  const heading = element('h1', { tabindex: '-1' }, text('delivering'));
  return [element('div', { class: 'outcome' }, element('div', { class: 'spinner' }), heading)];
}

/** The page has the answer. */
export function success({ kind, ...site }: Extract<ApprovalView, { show: 'success' }>): Node[] {
  const heading = element('h1', { tabindex: '-1' }, text(makesKey(kind) ? 'successCreate' : 'successGet'));
  const words = element('p', {}, ...sentence('successDelivered', siteName(site)));
  return [element('div', { class: 'outcome good' }, badge('check'), heading, words)];
}

/** Nothing is left to decide. */
export function ended(because: EndedBecause): Node[] {
  const heading = element('h1', { tabindex: '-1' }, text('endedTitle'));
  const close = element('button', { type: 'button' }, text('close'));
  close.addEventListener('click', () => window.close());
  return [
    element('div', { class: 'outcome' }, badge('ended'), heading, element('p', {}, text(REASONS[because]))),
    element('div', { class: 'answers' }, close),
  ];
}

function badge(name: 'check' | 'ended'): HTMLElement {
  return element('div', { class: 'badge' }, icon(name));
}
