/** The waiting windows, when the vault has opened or closed, or their user was verified. */
import { makesKey } from '../../messages/ceremony-kind';
import type { CeremonyId, Done } from '../../messages/from-user';
import {
  askingCeremonies,
  type Ceremony,
  findCeremony,
  keepCeremony,
  type PendingText,
} from '../ceremonies/ceremony-store';
import { handToBrowser } from '../ceremonies/hand-over';
import { Problem } from '../problem';
import { inTurn } from '../serial';
import { unlockedVault } from '../vault/vault-session';
import { show } from './approval-window';
import { updateBadge } from './badge';
import { accountsFor, questionOf } from './question';

const DONE: Done = {};

/** Replaces a waiting ceremony's note by one that says that the user was verified. */
export function verified(
  id: CeremonyId,
  verify: (ceremony: Ceremony) => string | Promise<string>,
): Promise<void> {
  return inTurn(id, async () => {
    const ceremony = await findCeremony(id);
    if (ceremony?.progress.state !== 'asking') throw new Problem('ceremony-ended');
    await keepCeremony({ ...ceremony, pending: (await verify(ceremony)) as PendingText });
  });
}

/** The vault has opened or closed: every waiting window, and the toolbar, has something else to show. */
export async function showAllAnew(): Promise<Done> {
  const ceremonies = await askingCeremonies();
  await Promise.all(ceremonies.map(({ id }) => inTurn(id, () => showAnew(id))));
  await updateBadge();
  return DONE;
}

async function showAnew(id: CeremonyId): Promise<void> {
  const ceremony = await findCeremony(id);
  if (ceremony?.progress.state !== 'asking') return;
  if (await isHopeless(ceremony)) return handToBrowser(ceremony, 'no-key');
  show(id, { show: 'question', question: await questionOf(ceremony) });
}

/** An unlocked vault may turn out to have no key that could answer. */
async function isHopeless(ceremony: Ceremony): Promise<boolean> {
  const open = makesKey(ceremony.kind) ? undefined : await unlockedVault();
  return open !== undefined && (await accountsFor(ceremony, open)).length === 0;
}
