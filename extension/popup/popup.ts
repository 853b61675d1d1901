/** The toolbar popup: what Xenon has for the page in front, and what waits for the user. */
import type { SiteOverview } from '../messages/from-user';
import { element, pageElement } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { localise } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { overview } from './overview';

const lock = pageElement('lock');
const content = pageElement('overview');

async function refresh(): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const answer = await ask({ kind: 'site-overview', tabId: tab?.id ?? chrome.tabs.TAB_ID_NONE });
  if (answer.ok) show(answer.value);
  else content.replaceChildren(element('p', { role: 'alert' }, problemText(answer.problem)));
  content.ariaBusy = null;
}

function show(site: SiteOverview): void {
  const hadFocus = document.activeElement !== document.body;
  lock.hidden = site.vault !== 'unlocked';
  content.replaceChildren(...overview(site, refresh));
  // After unlocking or locking, what had the focus is gone.
  if (hadFocus) content.querySelector<HTMLElement>('input, h2')?.focus();
}

lock.addEventListener('click', async () => {
  await ask({ kind: 'lock' });
  await refresh();
});

localise(document);
await refresh();
