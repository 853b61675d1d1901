/** Making, opening and locking the vault, from any of Xenon's own pages. */
import type { AnswerTo, CeremonyId, Done, OsEvaluated } from '../../messages/from-user';
import { sealNoted } from '../activity-log/note';
import { showAllAnew, verified } from '../asking/asking-windows';
import { clock, engine, inThrowawayEngine } from '../engine';
import { fromHex } from '../hex';
import { purgeDeleted } from '../keys/deleted-keys';
import { Problem } from '../problem';
import { inTurn } from '../serial';
import { evaluate } from './guess-limit';
import { compareStores, knownDamage } from './store-comparison';
import { requireLength, withBytes } from './typed-secret';
import {
  createVault,
  keepHeader,
  keepUnlocked,
  lock,
  openVault,
  presentHeader,
  unlockedVault,
  vaultState,
} from './vault-session';

type Evaluated = { evaluated: OsEvaluated; ceremony?: CeremonyId };
type Typed = { passphrase: string; ceremony?: CeremonyId };

export async function stateOfVault(): Promise<AnswerTo['vault-state']> {
  const vault = await vaultState();
  const damage = vault === 'unlocked' ? await knownDamage() : undefined;
  return { vault, ...(damage && { damage }) };
}

/** What cannot be read goes, and nothing more is missed. */
export async function acceptDamage(): Promise<Done> {
  await compareStores((await openVault()).vault, true);
  return {};
}

/** Makes the first vault. Whoever does so in a ceremony's window is thereby verified. */
export function makeVault({ passphrase, ceremony }: Typed): Promise<Done> {
  return inTurn('vault', async () => {
    requireLength(passphrase);
    const state = await vaultState();
    if (state !== 'absent') throw new Problem(state === 'damaged' ? 'vault-damaged' : 'vault-exists');
    await withBytes(passphrase, createVault);
    const { withNewVault } = await engine();
    if (ceremony) await verified(ceremony, ({ pending }) => withNewVault(pending, Date.now()));
    return showAllAnew();
  });
}

/** Unlocks. Whoever does so in a ceremony's window is thereby verified for that ceremony. */
export function unlockVault({ passphrase, ceremony }: Typed): Promise<Done> {
  return inTurn('vault', async () => {
    const header = await presentHeader();
    await withBytes(passphrase, async (bytes) => {
      if (ceremony) await unlockIn(ceremony, header, bytes);
      else await keepUnlocked(header, await keyFrom(header, bytes));
    });
    tidy();
    return showAllAnew();
  });
}

/** Opens the vault by its recovery code, with another passphrase from now on. Whoever chooses one is verified. */
export function recoverVault({ code, passphrase, ceremony }: Typed & { code: string }): Promise<Done> {
  return inTurn('vault', async () => {
    requireLength(passphrase);
    const before = await presentHeader();
    const { header, key } = await withBytes(passphrase, (bytes) =>
      inThrowawayEngine(({ recover }) => {
        const recovered = recover(before, code, bytes, clock);
        return { header: recovered.header, key: recovered.key };
      }),
    );
    await keepUnlocked(before, key);
    await orLocked(() => keepHeader(header));
    const { withNewVault } = await engine();
    if (ceremony) await verified(ceremony, ({ pending }) => withNewVault(pending, Date.now()));
    tidy();
    return showAllAnew();
  });
}

/** Unlocks by the computer's own authenticator, which has verified its user. */
export function unlockWithOs({ evaluated, ceremony }: Evaluated): Promise<Done> {
  return inTurn('vault', async () => {
    const header = await presentHeader();
    const [id, prf] = [fromHex(evaluated.credentialId), fromHex(evaluated.prf)];
    if (ceremony) await unlockWithOsIn(ceremony, header, id, prf);
    else await keepUnlocked(header, await inThrowawayEngine((alone) => alone.unlockWithOs(header, id, prf)));
    tidy();
    return showAllAnew();
  });
}

/** In turn with unlocking, which would otherwise open what has just been locked. */
export function lockVault(): Promise<Done> {
  return inTurn('vault', async () => {
    await sealNoted().catch(reportError);
    await lock();
    return showAllAnew();
  });
}

/** A recovery that could not be stored has not happened: neither passphrase nor code is to seem to be wrong. */
async function orLocked(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await lock();
    throw error;
  }
}

/**
 * Once the vault is open, and nobody waits for it: what one store has lost, the other still has; and what was
 * deleted long enough ago goes for good.
 */
function tidy(): void {
  compareOpen().then(purgeDeleted).catch(reportError);
}

/** Whoever locks meanwhile has the stores compared at the next unlocking. */
async function compareOpen(): Promise<void> {
  const open = await unlockedVault();
  if (!open) return;
  await compareStores(open.vault).catch(async (error: unknown) => {
    if ((await unlockedVault())?.vault === open.vault) throw error;
  });
}

function keyFrom(header: Uint8Array, passphrase: Uint8Array): Promise<Uint8Array> {
  return evaluate(() => inThrowawayEngine(({ unlock }) => unlock(header, passphrase)));
}

async function unlockIn(id: CeremonyId, header: Uint8Array, passphrase: Uint8Array): Promise<void> {
  await verified(id, async (ceremony) => {
    const { pending, key } = await evaluate(() =>
      inThrowawayEngine(({ verify }) => {
        const proven = verify(ceremony.pending, header, passphrase, Date.now());
        return { pending: proven.pending, key: proven.key };
      }),
    );
    await keepUnlocked(header, key);
    return pending;
  });
}

async function unlockWithOsIn(
  ceremony: CeremonyId,
  header: Uint8Array,
  id: Uint8Array,
  prf: Uint8Array,
): Promise<void> {
  await verified(ceremony, async ({ pending }) => {
    const proven = await inThrowawayEngine(({ verifyWithOs }) => {
      const { pending: noted, key } = verifyWithOs(pending, header, id, prf, Date.now());
      return { noted, key };
    });
    await keepUnlocked(header, proven.key);
    return proven.noted;
  });
}
