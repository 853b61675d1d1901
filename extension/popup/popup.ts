/** The toolbar popup: what Xenon has for the page in front, and what waits for the user. */
import type { SiteOverview } from '../messages/from-user';
import { Arming } from '../shared-ui/arming';
import { backupReminder } from '../shared-ui/backup-reminder';
import { type DeliberateButton, deliberateButton } from '../shared-ui/deliberate-button';
import { element, pageElement } from '../shared-ui/element';
import { localise } from '../shared-ui/localise';
import { problemText } from '../shared-ui/problem-text';
import { watchStillness } from '../shared-ui/stillness';
import { ask } from '../shared-ui/worker-client';
import { overview } from './overview';

/** How long it stays when a sign-in was sent. */
const SENT_SHOWN_MS = 1_200;

const lock = pageElement('lock');
const content = pageElement('overview');
const reminded = pageElement('reminder');
const arming = new Arming(() => performance.now());
let buttons: DeliberateButton[] = [];

const disturbed = () => {
  arming.disturb();
  for (const button of buttons) button.refresh();
};
const look = watchStillness(window, disturbed);

async function tabInFront(): Promise<chrome.tabs.Tab | undefined> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

async function refresh(): Promise<void> {
  const tab = await tabInFront();
  const answer = await ask({ kind: 'site-overview', tabId: tab?.id ?? chrome.tabs.TAB_ID_NONE });
  if (answer.ok) show(answer.value);
  else content.replaceChildren(element('p', { role: 'alert' }, problemText(answer.problem)));
  content.ariaBusy = null;
  void remind(answer.ok && answer.value.vault === 'unlocked');
}

/** Later than the rest: it takes a look at every key. What is shown meanwhile stays where it is. */
async function remind(isOpen: boolean): Promise<void> {
  const link = { href: '../options/options.html#backup', target: '_blank' };
  const reminder = isOpen ? await backupReminder(link) : [];
  reminded.replaceChildren(...reminder);
}

function show(site: SiteOverview): void {
  lock.hidden = site.vault !== 'unlocked';
  buttons = [];
  draw(overview(site, { refresh, draw, signInButton, reload, sent }));
}

/** Replaces what is shown. What had the focus is gone then, and a press begun before counts no more. */
function draw(nodes: Node[]): void {
  const hadFocus = document.activeElement !== document.body;
  content.replaceChildren(...nodes);
  if (hadFocus) firstFocus()?.focus();
  disturbed();
}

function firstFocus(): HTMLElement | null {
  return content.querySelector<HTMLElement>('input') ?? content.querySelector<HTMLElement>('h2');
}

/**
 * A press on it signs in, so it takes the same care as Approve: no page can open the popup, but what
 * stands here changes under the pointer, when the vault is unlocked or an account chosen.
 */
function signInButton(label: Node[], press: () => Promise<void>): HTMLButtonElement {
  const button = deliberateButton({ className: 'soft sign-in-as', label, arming, look, press });
  buttons.push(button);
  return button.root;
}

/** A tab that has been closed meanwhile needs nothing more. */
async function reload(): Promise<void> {
  const tab = await tabInFront();
  if (tab?.id !== undefined) await chrome.tabs.reload(tab.id).catch(() => undefined);
  window.close();
}

function sent(nodes: Node[]): void {
  draw(nodes);
  setTimeout(() => window.close(), SENT_SHOWN_MS);
}

lock.addEventListener('click', async () => {
  await ask({ kind: 'lock' });
  await refresh();
});

await localise(document);
await refresh();
