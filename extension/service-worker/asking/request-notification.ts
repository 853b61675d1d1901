/**
 * A notification of the system's for a request that the user may not see: its window is behind others, or
 * could not be opened. A click leads to the window. It approves nothing and names no account, for others may read it.
 */
import type { CeremonyId } from '../../messages/from-user';
import { text, textsAtHand } from '../../texts/text';
import type { Ceremony } from '../ceremonies/ceremony-store';
import { forgetInSession, keepInSession, sessionItem } from '../session';
import { describe } from './question';

const PREFIX = 'notified.';

/** Rejects where it is not shown; a system that is told to show none does not say so. */
export async function notify(ceremony: Ceremony): Promise<void> {
  const name = PREFIX + ceremony.id;
  await Promise.all([keepInSession(name, true), textsAtHand()]);
  await chrome.notifications.create(name, {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icons/128.png'),
    title: await titleFor(ceremony),
    message: text('notifyText'),
    // It goes when the request does.
    requireInteraction: true,
  });
}

/** The request has ended, or the user has its window before them. */
export async function clearNotification(id: CeremonyId): Promise<void> {
  const name = PREFIX + id;
  if ((await sessionItem(name)) === undefined) return;
  await forgetInSession(name);
  await chrome.notifications.clear(name);
}

/** The ceremony that a notification is about, or nothing for other ones. */
export function ceremonyOfNotification(name: string): CeremonyId | undefined {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
}

/** The system may keep what it has shown: nothing of a private window is for it. */
async function titleFor(ceremony: Ceremony): Promise<string> {
  if (ceremony.caller.incognito) return text('notifyPrivateTitle');
  return text('notifyTitle', (await describe(ceremony)).rpId);
}
