/** The toolbar icon's badge: how many requests wait for the user. */
import { allCeremonies } from './ceremony-store';

export async function updateBadge(): Promise<void> {
  const ceremonies = await allCeremonies();
  const waiting = ceremonies.filter(({ progress }) => progress.state === 'asking').length;
  await chrome.action.setBadgeText({ text: waiting > 0 ? String(waiting) : '' });
}
