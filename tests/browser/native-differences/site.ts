/** The pages of the comparison in a browser with Xenon, at one of its doors. */
import { agreeAtOnce } from '../agreeing';
import type { Door } from '../doors/door';
import { openStageAt } from '../stage';
import type { Case } from './cases';
import { agreeToEverything, openPlaces, type Places, plugInNothing } from './places';

export type Site = Pick<Places, 'tell' | 'browsersKeys'> & { close(): Promise<void> };

export async function openSite(door: Door, switches: string[]): Promise<Site> {
  const stage = await openStageAt(door, { args: switches });
  await stage.own.createVault();
  const person = door === 'exclusive' ? agreeAtOnce(stage) : undefined;
  if (door === 'page') agreeToEverything(stage.context);
  const places = await openPlaces(stage.context, door === 'exclusive' ? plugInNothing : undefined);
  return {
    async tell(one: Case) {
      await Promise.all([stage.own.deleteAllKeys(), places.forgetKeys()]);
      if (person) person.isAway = one.where === 'page without key';
      return places.tell(one);
    },
    browsersKeys: places.browsersKeys,
    close: stage.close,
  };
}
