/** Alarms that end a ceremony in time. They outlive a stopped worker. */
import type { CeremonyId } from '../../messages/from-user';

const PREFIX = 'deadline.';

/** `at` is milliseconds since 1970. */
export function setDeadline(id: CeremonyId, at: number): Promise<void> {
  return chrome.alarms.create(PREFIX + id, { when: at });
}

export async function clearDeadline(id: CeremonyId): Promise<void> {
  await chrome.alarms.clear(PREFIX + id);
}

/** The ceremony whose time has come, or nothing for other alarms. */
export function ceremonyOfAlarm({ name }: chrome.alarms.Alarm): CeremonyId | undefined {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
}
