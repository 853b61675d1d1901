/**
 * The answer to a leaked passphrase: everything that is stored is sealed anew, for a vault with another key.
 * The new records lie beside the old ones until all are there; then header and manifest are exchanged, and
 * the old ones go. Whenever this is interrupted, the stores have the whole of one of the two vaults.
 */
import type { AnswerTo, Done, KeyId } from '../../messages/from-user';
import { writeNoted } from '../activity-log/note';
import { dropOthers, resealAll } from '../activity-log/reseal';
import { showAllAnew } from '../asking/asking-windows';
import { type Engine, engine, type Vault } from '../engine';
import { fromEngine, toEngine } from '../engine-records';
import { addedKeys, renameAdded } from '../keys/added-keys';
import { Problem, problemOf } from '../problem';
import { inTurn } from '../serial';
import type { SealedRecord } from '../vault-storage/stored';
import { changesSettled, heads, recordsInPieces, writeBeside } from '../vault-storage/vault-storage';
import { newVault, requirePassphrase } from './new-vault';
import { compareStores, knownDamage, wouldBeWhole } from './store-comparison';
import { requireLength } from './typed-secret';
import { lock, openVault, replaceVault, unlockedVault } from './vault-session';

type Typed = { passphrase: string; newPassphrase: string };

/** A vault that is not the stored one yet. */
type Next = { header: Uint8Array; key: Uint8Array; vault: Vault };

let progress: { done: number; total: number } | undefined;

/** How many records are done, while there is something to do. */
export async function reencryptionProgress(): Promise<AnswerTo['reencryption-progress']> {
  return progress ? { progress } : {};
}

/** Seals everything anew, and lets only the new passphrase open it. Other ways in have to be set up again. */
export function reencrypt(typed: Typed): Promise<Done> {
  return inTurn('reencryption', async () => {
    const next = await inTurn('vault', () => nextVault(typed));
    try {
      await takeTheVaultsPlace(next);
    } finally {
      progress = undefined;
      next.key.fill(0);
    }
    return showAllAnew();
  });
}

async function nextVault({ passphrase, newPassphrase }: Typed): Promise<Next> {
  requireLength(newPassphrase);
  if (passphrase === newPassphrase) throw new Problem('same-passphrase');
  await requirePassphrase((await openVault()).header, passphrase);
  const made = await newVault(newPassphrase);
  const { Vault } = await engine();
  return { ...made, vault: new Vault(made.header, made.key) };
}

/** Anew from the beginning whenever something was changed meanwhile. */
async function takeTheVaultsPlace(next: Next): Promise<void> {
  const { vault } = await openVault();
  await compareStores(vault);
  if (await knownDamage()) throw new Problem('vault-damaged');
  const beside = new Set<string>();
  for (let isDone = false; !isDone; )
    isDone = await unlessLocked(vault, () => tryToTakeIt(vault, next, beside));
  const { vault: replaced } = await openVault();
  await dropOthers(replaced);
  await compareStores(replaced);
}

/** Locked, the engine has forgotten both vaults, and whatever asks it for something fails. */
async function unlessLocked<T>(vault: Vault, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem || (await unlockedVault())?.vault === vault) throw error;
    throw new Problem('vault-locked');
  }
}

/** `beside` are the ids of the new records. Tells whether it was done. */
async function tryToTakeIt(vault: Vault, next: Next, beside: Set<string>): Promise<boolean> {
  const settled = await changesSettled();
  const { manifest } = (await heads()).durable;
  if (!manifest) throw new Problem('vault-damaged');
  const resealing = new Resealing(await engine(), vault, next);
  await resealing.run(beside);
  // Otherwise what was read is a mixture, of which no manifest speaks.
  if ((await changesSettled()) !== settled) return false;
  const head = { header: next.header, manifest: resealing.manifestAfter(manifest) };
  if (!(await wouldBeWhole(next.vault, head))) throw new Problem('storage-failed');
  await writeNoted();
  await resealAll(vault, next.vault);
  const added = await resealing.addedKeys();
  const isDone = await inTurn('vault', () => exchange({ ...head, key: next.key.slice() }, settled));
  if (isDone) await renameAdded(added);
  return isDone;
}

/** What could not be stored leaves no vault open: which one it is, the next unlocking will see. */
async function exchange(next: Parameters<typeof replaceVault>[0], settled: number): Promise<boolean> {
  try {
    return await replaceVault(next, settled);
  } catch (error) {
    await lock();
    throw new Problem(problemOf(error));
  }
}

/** One run through all records. */
class Resealing {
  readonly #work: InstanceType<Engine['Reencryption']>;
  readonly #names = new Map<KeyId, KeyId>();

  constructor(
    private readonly loaded: Engine,
    private readonly from: Vault,
    private readonly next: Next,
  ) {
    this.#work = new loaded.Reencryption();
  }

  /** Writes what of `beside` is right, and removes the rest of it. */
  async run(beside: Set<string>): Promise<void> {
    const before = new Set(beside);
    let done = 0;
    for await (const { durable, total } of recordsInPieces()) {
      const put = this.#reseal(durable.filter(({ id }) => !before.has(id)));
      await writeBeside({ put, remove: [] });
      for (const { id } of put) beside.add(id);
      done += durable.length;
      progress = { done, total };
    }
    const written = new Set(this.#names.values());
    const gone = [...before].filter((id) => !written.has(id));
    await writeBeside({ put: [], remove: gone });
    for (const id of gone) beside.delete(id);
  }

  manifestAfter(manifest: Uint8Array): Uint8Array {
    return this.#work.manifest(this.from, this.next.vault, manifest, this.next.header);
  }

  /** The names of the keys that the user has not read of. */
  async addedKeys(): Promise<Map<KeyId, KeyId>> {
    const added = new Set(await addedKeys());
    return new Map([...this.#names].filter(([old]) => added.has(old)));
  }

  #reseal(records: SealedRecord[]): SealedRecord[] {
    const resealed = fromEngine(
      this.#work.reseal(this.from, this.next.vault, toEngine(this.loaded, records)),
    );
    resealed.forEach(({ id }, at) => {
      const old = records[at];
      if (old) this.#names.set(old.id, id);
    });
    return resealed;
  }
}
