/** Making, opening and locking the vault, from any of Xenon's own pages. */
import { makesKey } from '../messages/ceremony-kind';
import type { CeremonyId, Done } from '../messages/from-user';
import { show } from './approval-window';
import { updateBadge } from './badge';
import {
  askingCeremonies,
  type Ceremony,
  findCeremony,
  keepCeremony,
  type PendingText,
} from './ceremony-store';
import { handToBrowser } from './end-ceremony';
import { engine } from './engine';
import { evaluate } from './guess-limit';
import { Problem } from './problem';
import { accountsFor, questionOf } from './question';
import { forgetApprovals } from './recent-approvals';
import { inTurn } from './serial';
import { forgetAllStanding } from './standing-approvals';
import {
  createVault,
  healStores,
  keepUnlocked,
  lock,
  unlockedVault,
  vaultHeader,
  vaultState,
} from './vault-session';

const SHORTEST_PASSPHRASE = 8;
const DONE: Done = {};

type Typed = { passphrase: string; ceremony?: CeremonyId };

/** Makes the first vault. Whoever does so in a ceremony's window is thereby verified. */
export function makeVault({ passphrase, ceremony }: Typed): Promise<Done> {
  return inTurn('vault', async () => {
    if (passphrase.length < SHORTEST_PASSPHRASE) throw new Problem('passphrase-too-short');
    const state = await vaultState();
    if (state !== 'absent') throw new Problem(state === 'damaged' ? 'vault-damaged' : 'vault-exists');
    await createVault(new TextEncoder().encode(passphrase));
    const { withNewVault } = await engine();
    if (ceremony) await verified(ceremony, ({ pending }) => withNewVault(pending, Date.now()));
    return showAllAnew();
  });
}

/** Unlocks. Whoever does so in a ceremony's window is thereby verified for that ceremony. */
export function unlockVault({ passphrase, ceremony }: Typed): Promise<Done> {
  return inTurn('vault', async () => {
    const header = await vaultHeader();
    if (!header) throw new Problem((await vaultState()) === 'damaged' ? 'vault-damaged' : 'vault-missing');
    const bytes = new TextEncoder().encode(passphrase);
    if (ceremony) await unlockIn(ceremony, header, bytes);
    else await keepUnlocked(header, await keyFrom(header, bytes));
    // Nobody waits for it: what one store has lost, the other still has.
    healStores().catch(reportError);
    return showAllAnew();
  });
}

/** In turn with unlocking, which would otherwise open what has just been locked. */
export function lockVault(): Promise<Done> {
  return inTurn('vault', async () => {
    await lock();
    await forgetAllStanding();
    await forgetApprovals();
    return showAllAnew();
  });
}

async function keyFrom(header: Uint8Array, passphrase: Uint8Array): Promise<Uint8Array> {
  const { unlock } = await engine();
  return evaluate(() => unlock(header, passphrase));
}

async function unlockIn(id: CeremonyId, header: Uint8Array, passphrase: Uint8Array): Promise<void> {
  const { verify } = await engine();
  await verified(id, async (ceremony) => {
    const { pending, key } = await evaluate(() => verify(ceremony.pending, header, passphrase, Date.now()));
    await keepUnlocked(header, key);
    return pending;
  });
}

/** Replaces a waiting ceremony's note by one that says that the user was verified. */
function verified(id: CeremonyId, verify: (ceremony: Ceremony) => string | Promise<string>): Promise<void> {
  return inTurn(id, async () => {
    const ceremony = await findCeremony(id);
    if (ceremony?.progress.state !== 'asking') throw new Problem('ceremony-ended');
    await keepCeremony({ ...ceremony, pending: (await verify(ceremony)) as PendingText });
  });
}

/** The vault has opened or closed: every waiting window, and the toolbar, has something else to show. */
async function showAllAnew(): Promise<Done> {
  const ceremonies = await askingCeremonies();
  await Promise.all(ceremonies.map(({ id }) => inTurn(id, () => showAnew(id))));
  await updateBadge();
  return DONE;
}

async function showAnew(id: CeremonyId): Promise<void> {
  const ceremony = await findCeremony(id);
  if (ceremony?.progress.state !== 'asking') return;
  if (await isHopeless(ceremony)) return handToBrowser(ceremony);
  show(id, { show: 'question', question: await questionOf(ceremony) });
}

/** An unlocked vault may turn out to have no key that could answer. */
async function isHopeless(ceremony: Ceremony): Promise<boolean> {
  const open = makesKey(ceremony.kind) ? undefined : await unlockedVault();
  return open !== undefined && (await accountsFor(ceremony, open)).length === 0;
}
