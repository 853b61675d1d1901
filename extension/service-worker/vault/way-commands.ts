/** Changing what opens the vault and what verifies its user. The vault key stays, so no record is touched. */
import type { CeremonyId, Done, OsEvaluated } from '../../messages/from-user';
import { showAllAnew, verified } from '../asking/asking-windows';
import { clock, type Engine, engine, inThrowawayEngine } from '../engine';
import { fromHex } from '../hex';
import { inTurn } from '../serial';
import { evaluate, pinGuesses } from './guess-limit';
import { requireLength, withBytes } from './typed-secret';
import { keepHeader, type OpenVault, openVault, presentHeader } from './vault-session';

export function changePassphrase(typed: { passphrase: string; newPassphrase: string }): Promise<Done> {
  return inTurn('vault', async () => {
    requireLength(typed.newPassphrase);
    return withBytes(typed.newPassphrase, (chosen) =>
      byPassphrase(typed.passphrase, ({ changePassphrase }, header, old) =>
        changePassphrase(header, old, chosen, clock),
      ),
    );
  });
}

/** A code that opens nothing until it has come back, typed from the paper. */
export async function newRecoveryCode(): Promise<{ code: string }> {
  return { code: await inThrowawayEngine(({ newRecoveryCode }) => newRecoveryCode()) };
}

export function addRecoveryCode({ passphrase, code }: { passphrase: string; code: string }): Promise<Done> {
  return inTurn('vault', () =>
    byPassphrase(passphrase, ({ addRecoveryCode }, header, bytes) =>
      addRecoveryCode(header, bytes, code, Date.now()),
    ),
  );
}

export function removeRecoveryCode(): Promise<Done> {
  return whileOpen(({ withoutRecoveryCode }, { header }) => withoutRecoveryCode(header));
}

export function addOsUnlock(typed: { passphrase: string; evaluated: OsEvaluated }): Promise<Done> {
  const { credentialId, prf } = typed.evaluated;
  return inTurn('vault', () =>
    byPassphrase(typed.passphrase, ({ addOsUnlock }, header, bytes) =>
      addOsUnlock(header, bytes, fromHex(credentialId), fromHex(prf), Date.now()),
    ),
  );
}

export function removeOsUnlock({ credentialId }: { credentialId: string }): Promise<Done> {
  return whileOpen(({ withoutOsUnlock }, { header }) => withoutOsUnlock(header, fromHex(credentialId)));
}

export function setPin({ passphrase, pin }: { passphrase: string; pin: string }): Promise<Done> {
  return inTurn('vault', async () => {
    await byPassphrase(passphrase, ({ unlock }, header, bytes) => {
      unlock(header, bytes).fill(0);
      return header;
    });
    const open = await openVault();
    await withBytes(pin, async (bytes) => keepHeader(open.vault.withPin(open.header, bytes)));
    return showAllAnew();
  });
}

export function removePin(): Promise<Done> {
  return whileOpen(({ withoutPin }, { header }) => withoutPin(header));
}

/** Verifies the user of a ceremony while the vault is open. */
export function verifyWithPin({ ceremony, pin }: { ceremony: CeremonyId; pin: string }): Promise<Done> {
  return inTurn('vault', async () => {
    const open = await openVault();
    try {
      await verified(ceremony, ({ pending }) => withBytes(pin, (bytes) => checkedPin(open, pending, bytes)));
    } finally {
      await showAllAnew();
    }
    return {};
  });
}

function checkedPin({ vault, header }: OpenVault, pending: string, pin: Uint8Array): Promise<string> {
  return pinGuesses.evaluate(() => vault.verifyWithPin(pending, header, pin, Date.now()));
}

/** Changes the header as somebody may who knows the passphrase. */
async function byPassphrase(
  passphrase: string,
  change: (engine: Engine, header: Uint8Array, passphrase: Uint8Array) => Uint8Array,
): Promise<Done> {
  const header = await presentHeader();
  const changed = await withBytes(passphrase, (bytes) =>
    evaluate(() => inThrowawayEngine((alone) => change(alone, header, bytes))),
  );
  await keepHeader(changed);
  return showAllAnew();
}

/** Takes a way away, which the open vault is enough for. */
function whileOpen(change: (engine: Engine, open: OpenVault) => Uint8Array): Promise<Done> {
  return inTurn('vault', async () => {
    await keepHeader(change(await engine(), await openVault()));
    return showAllAnew();
  });
}
