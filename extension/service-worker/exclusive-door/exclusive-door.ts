/**
 * When Xenon stands in the exclusive door: as long as the user wants it, but for a minute each time that
 * the browser itself is to answer. The browser keeps the place for us through a stopped worker; a
 * new start of the browser or the extension begins without.
 */
import { attach, detach } from '../../exclusive-door/proxy';
import type { CeremonyId, ExclusiveDoor } from '../../messages/from-user';
import { readLocalOrNothing, writeLocal } from '../local-area';
import { inTurn } from '../serial';
import { keepInSession, sessionItem } from '../session';

const KEY = 'exclusive-door';
const ALARM = 'exclusive-door';
/** As long as somebody may need to press a site's button again; also after how long a taken place is tried anew. */
const MINUTE = 60_000;

/** `aside`: the browser answers until then, or until it has answered the request that this is `for`. */
type Stand = { state: 'off' | 'attached' | 'taken' | 'refused' } | Aside;
type Aside = { state: 'aside'; until: number; for?: CeremonyId };

/** How it stands. Looking is also a try, so that the user sees what is and not what was. */
export async function exclusiveDoor(): Promise<ExclusiveDoor> {
  await takePlace();
  return { on: await isWanted(), state: (await stand())?.state ?? 'off' };
}

export async function switchExclusiveDoor(on: boolean): Promise<ExclusiveDoor> {
  await inTurn(KEY, async () => {
    await writeLocal({ [KEY]: on });
    await detach();
    await chrome.alarms.clear(ALARM);
    await keepInSession(KEY, { state: 'off' } satisfies Stand);
  });
  return exclusiveDoor();
}

/** Takes the place if this session of the extension has not tried yet. */
export async function takePlaceAtStart(): Promise<void> {
  if ((await stand()) === undefined) await takePlace();
}

/** Takes the place if the user wants it and nothing is left to the browser now. */
export function takePlace(): Promise<void> {
  return inTurn(KEY, async () => {
    const now = await stand();
    if (now?.state === 'aside' && isSoon(now.until)) return;
    if (await isWanted()) return attachNow();
    if (now === undefined) await keepInSession(KEY, { state: 'off' } satisfies Stand);
  });
}

/** Lets the browser answer; tells whether Xenon stood in its way. */
export function standAside(ceremony?: CeremonyId): Promise<boolean> {
  return inTurn(KEY, async () => {
    const now = await stand();
    if (now?.state !== 'attached' && now?.state !== 'aside') return false;
    const until = Date.now() + MINUTE;
    const aside: Aside = { state: 'aside', until, ...(ceremony && { for: ceremony }) };
    // Written down first: whatever stops us now, the alarm brings us back.
    await keepInSession(KEY, aside);
    await chrome.alarms.create(ALARM, { when: until });
    if (now.state === 'attached') await detach();
    return true;
  });
}

/** The browser has answered what it was left for. Without a name, whatever it was. */
export async function standAgain(ceremony?: CeremonyId): Promise<void> {
  const wasLeft = await inTurn(KEY, async () => {
    const now = await stand();
    if (now?.state !== 'aside' || now.for !== ceremony) return false;
    await keepInSession(KEY, { state: 'aside', until: 0 } satisfies Stand);
    return true;
  });
  if (wasLeft) await takePlace();
}

export async function isStanding(): Promise<boolean> {
  return (await stand())?.state === 'attached';
}

export function isDoorAlarm({ name }: chrome.alarms.Alarm): boolean {
  return name === ALARM;
}

async function attachNow(): Promise<void> {
  const state = await attach();
  await keepInSession(KEY, { state } satisfies Stand);
  if (state === 'attached') await chrome.alarms.clear(ALARM);
  else await chrome.alarms.create(ALARM, { when: Date.now() + MINUTE });
}

async function stand(): Promise<Stand | undefined> {
  return (await sessionItem(KEY)) as Stand | undefined;
}

/** Not past, and not as far away as only a clock that was set back can make it. */
function isSoon(until: number): boolean {
  const left = until - Date.now();
  return left > 0 && left <= MINUTE;
}

async function isWanted(): Promise<boolean> {
  return (await readLocalOrNothing(KEY))[KEY] === true;
}
