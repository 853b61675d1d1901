/**
 * A sign-in that a page would take and does not ask for: `mediation: "conditional"`. No window opens;
 * it waits in the popup for as long as its page waits, while the browser's own waits beside it.
 */
import type { OfferedSignIn } from '../../messages/from-user';
import { updateBadge } from '../asking/badge';
import { isStanding } from '../exclusive-door/exclusive-door';
import { inTurn } from '../serial';
import { vaultHeader } from '../vault/vault-session';
import { deliver, isStillThere } from './answering';
import { type Ceremony, findCeremony, keepCeremony, offeredCeremonies } from './ceremony-store';
import { dropCeremony } from './end-ceremony';
import { offerOf } from './offered-sign-in';

/**
 * Keeps it, also where no key can answer yet: the page may wait until there is one. Tells whether it
 * does; without a vault there is nothing to wait for, unless the browser would not wait either: it refuses
 * these while Xenon stands in the exclusive door.
 */
export async function offerSignIn(ceremony: Ceremony): Promise<boolean> {
  if (!(await vaultHeader()) && !(await isStanding())) return false;
  await keepCeremony(ceremony);
  await updateBadge();
  // Nobody waits for it, and a tab that Chrome has frozen answers late.
  forgetLeft(await offeredCeremonies()).catch(reportError);
  return true;
}

/** The document asks for something else now, whoever answers that. */
export async function withdrawOffers(newer: Ceremony): Promise<void> {
  const older = (await offeredCeremonies()).filter(
    ({ id, caller }) => caller.documentId === newer.caller.documentId && id !== newer.id,
  );
  await Promise.all(older.map((one) => inTurn(one.id, () => withdraw(one))));
}

/** What the popup offers over the page of a tab. */
export async function signInsOfTab(tabId: number): Promise<OfferedSignIn[]> {
  const inTab = async () => (await offeredCeremonies()).filter(({ caller }) => caller.tabId === tabId);
  await forgetLeft(await inTab());
  const offers = await Promise.all((await inTab()).map(offerOf));
  return offers.filter((offer) => offer !== undefined);
}

async function withdraw(ceremony: Ceremony): Promise<void> {
  await dropCeremony(ceremony, 'page-aborted');
  await deliver({ requestId: ceremony.requestId, outcome: 'browser' }, ceremony.caller);
}

/** A document that leaves while no worker runs tells nobody. */
async function forgetLeft(ceremonies: Ceremony[]): Promise<void> {
  await Promise.all(
    ceremonies.map(async ({ id, caller }) => {
      if (await isStillThere(caller)) return;
      await inTurn(id, async () => {
        const left = await findCeremony(id);
        if (left) await dropCeremony(left, 'page-left');
      });
    }),
  );
}
