/** Making, opening and locking the vault, from any of Xenon's own pages. */
import type { CeremonyId, Done, OsEvaluated } from '../messages/from-user';
import { sealNoted } from './activity-log/note';
import { showAllAnew, verified } from './asking-windows';
import { purgeDeleted } from './deleted-keys';
import { clock, engine, inThrowawayEngine } from './engine';
import { evaluate } from './guess-limit';
import { fromHex } from './hex';
import { Problem } from './problem';
import { inTurn } from './serial';
import { requireLength, withBytes } from './typed-secret';
import {
  createVault,
  healStores,
  keepHeader,
  keepUnlocked,
  lock,
  presentHeader,
  vaultState,
} from './vault-session';

type Evaluated = { evaluated: OsEvaluated; ceremony?: CeremonyId };
type Typed = { passphrase: string; ceremony?: CeremonyId };

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
    await keepHeader(header);
    await keepUnlocked(header, key);
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

/**
 * Once the vault is open, and nobody waits for it: what one store has lost, the other still has; and what was
 * deleted long enough ago goes for good.
 */
function tidy(): void {
  healStores().then(purgeDeleted).catch(reportError);
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
