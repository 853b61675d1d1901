/** The pages of the comparison in a browser with Xenon, at one of its doors. */
import { agreeAtOnce } from '../agreeing';
import type { Door } from '../doors/door';
import { openStageAt, type Stage, standInDoor } from '../stage';
import { agreeToEverything, openPlaces, type Places, plugInNothing } from './places';

/** Longer than Chromium waits for an immediate sign-in, and than Approve takes to arm. */
const UNHURRIED_MS = 2_000;

export type Site = Pick<Places, 'tell' | 'browsersKeys'> & { close(): Promise<void> };

export async function openSite(door: Door, switches: string[]): Promise<Site> {
  const stage = await openStageAt(door, { args: switches });
  await stage.own.createVault();
  return door === 'page' ? siteAtPageDoor(stage) : siteAtExclusiveDoor(stage);
}

async function siteAtPageDoor(stage: Stage): Promise<Site> {
  agreeToEverything(stage.context);
  const places = await openPlaces(stage.context);
  return {
    ...places,
    async tell(one) {
      await Promise.all([stage.own.deleteAllKeys(), places.forgetKeys()]);
      return places.tell(one);
    },
    close: stage.close,
  };
}

async function siteAtExclusiveDoor(stage: Stage): Promise<Site> {
  const person = agreeAtOnce(stage);
  const places = await openPlaces(stage.context, plugInNothing);
  return {
    ...places,
    async tell(one) {
      await stage.own.deleteAllKeys();
      await standInDoor(stage);
      person.isAway = one.isLeftOpen === true;
      person.pauseMs = one.isUnhurried ? UNHURRIED_MS : 0;
      return places.tell(one);
    },
    close: stage.close,
  };
}
