/**
 * Locks the vault when nobody has been there for a while. Chrome knows how long the keyboard and the mouse
 * have been at rest; an approval and whatever is asked in Xenon's own pages count as well. An alarm stands
 * for the moment at which it would be time, and when it comes, that is looked at anew.
 */
import { AUTO_LOCKS, type AutoLock } from '../../messages/from-user';
import { readLocalOrNothing, writeLocal } from '../local-area';
import { forgetInSession, keepInSession, sessionItem } from '../session';

const ALARM = 'auto-lock';
const CHOICE = 'setting.auto-lock';

/** Kept in the session while the vault is open. Times are milliseconds since 1970. */
type Watch = { due: number; used: number };
const WATCH = 'auto-lock';

const DEFAULT: AutoLock = 15;
/** Chrome's own smallest measure of rest. */
const REST_STEP_SECONDS = 15;
/** An alarm that comes later than this has slept with the computer, and nobody knows who woke it. */
const LATE_MS = 60_000;
/** Use is written down no more often than this. */
const NOTE_EVERY_MS = 15_000;

let notedAt = 0;

export async function autoLock(): Promise<AutoLock> {
  const { [CHOICE]: stored } = await readLocalOrNothing(CHOICE);
  return AUTO_LOCKS.find((choice) => choice === stored) ?? DEFAULT;
}

export async function chooseAutoLock(choice: AutoLock): Promise<void> {
  await writeLocal({ [CHOICE]: choice });
  if (await current()) await startAutoLock();
}

/** Begins to watch: the vault is being unlocked, or it is to lock at another time. */
export function startAutoLock(): Promise<void> {
  const now = Date.now();
  return watch(now, now);
}

/** There is nothing to lock any more. */
export async function stopAutoLock(): Promise<void> {
  await chrome.alarms.clear(ALARM);
  await forgetInSession(WATCH);
}

/** The user has just done something with Xenon. Nobody waits for it to be written down. */
export function noteActivity(): void {
  const now = Date.now();
  if (Math.abs(now - notedAt) < NOTE_EVERY_MS) return;
  notedAt = now;
  keepUse(now).catch(reportError);
}

/** Whether the alarm should have come long ago: the computer slept, and its user may be another now. */
export async function isOverdue(): Promise<boolean> {
  const watched = await current();
  return watched !== undefined && Date.now() > watched.due + LATE_MS;
}

export function isAutoLock({ name }: chrome.alarms.Alarm): boolean {
  return name === ALARM;
}

/** The alarm has come: locks if nobody was there, and else sets the next one. */
export async function lockIfLeft(
  { scheduledTime }: chrome.alarms.Alarm,
  lock: () => Promise<unknown>,
): Promise<void> {
  const choice = await autoLock();
  const watched = await current();
  if (choice === 'never' || !watched) return;
  const now = Date.now();
  const active = await lastActivity(watched, now, choice);
  const isLeft = now - active >= choice * 60_000 || now - scheduledTime > LATE_MS;
  if (isLeft) await lock();
  else await watch(active, watched.used);
}

async function current(): Promise<Watch | undefined> {
  return (await sessionItem(WATCH)) as Watch | undefined;
}

async function keepUse(used: number): Promise<void> {
  const watched = await current();
  if (watched) await keepInSession(WATCH, { ...watched, used });
}

/** Sets the alarm for the moment at which nobody will have been there for long enough. */
async function watch(activeAt: number, used: number): Promise<void> {
  const choice = await autoLock();
  // Never is later than any clock will show.
  const due = choice === 'never' ? Number.MAX_SAFE_INTEGER : activeAt + choice * 60_000;
  if (choice === 'never') await chrome.alarms.clear(ALARM);
  else await chrome.alarms.create(ALARM, { when: due });
  await keepInSession(WATCH, { due, used } satisfies Watch);
}

/** When somebody was last there. A use that lies in the future is none: the clock has been set. */
async function lastActivity({ used }: Watch, now: number, limit: number): Promise<number> {
  const atRest = (await secondsAtRest(limit * 60)) * 1_000;
  return used <= now ? Math.max(used, now - atRest) : now - atRest;
}

/** For how long keyboard and mouse have been at rest: to within Chrome's step, and `most` for all beyond. */
async function secondsAtRest(most: number): Promise<number> {
  if (await isAtRest(most)) return most;
  let atLeast = 0;
  let lessThan = most;
  while (lessThan - atLeast > REST_STEP_SECONDS) {
    const middle = Math.max(REST_STEP_SECONDS, Math.ceil((atLeast + lessThan) / 2));
    if (await isAtRest(middle)) atLeast = middle;
    else lessThan = middle;
  }
  return atLeast;
}

async function isAtRest(seconds: number): Promise<boolean> {
  return (await chrome.idle.queryState(seconds)) !== 'active';
}
