/**
 * Changing what is stored of the vault. Each change goes with the manifest that says what a whole store has
 * from then on; where the stored one does not fit, the two stores are compared first.
 */
import { type Engine, engine, engineProblem, type Vault } from '../engine';
import { toEngine } from '../engine-records';
import { Problem } from '../problem';
import type { NextManifest, SealedRecord, VaultChanges } from '../vault-storage/stored';
import { type Saved, saveNext, updateNext } from '../vault-storage/vault-storage';
import { compareStores } from './store-comparison';
import { raiseMark, seenMark } from './store-mark';

/** Stores durably and in both places. When this resolves, the changes survive a power cut. */
export function save(changes: VaultChanges, vault: Vault): Promise<void> {
  return withManifest(vault, (nextManifest) => saveNext(changes, nextManifest));
}

/** Writes newer versions of records that are still there, and of no others. */
export function update(records: SealedRecord[], vault: Vault): Promise<void> {
  return withManifest(vault, (nextManifest) => updateNext(records, nextManifest));
}

/** Damage that the other store can heal is healed, and then the change is made. */
async function withManifest(
  vault: Vault,
  change: (nextManifest: NextManifest) => Promise<Saved | undefined>,
): Promise<void> {
  try {
    await changeOnce(vault, change);
  } catch (error) {
    if (!isHealable(error)) throw error;
    await compareStores(vault);
    await changeOnce(vault, change);
  }
}

async function changeOnce(
  vault: Vault,
  change: (nextManifest: NextManifest) => Promise<Saved | undefined>,
): Promise<void> {
  const [loaded, mark] = await Promise.all([engine(), seenMark()]);
  const saved = await change(manifestsOf(vault, loaded, mark));
  if (!saved) return;
  raiseMark(loaded.claimedGeneration(saved.manifest));
  if (!saved.isMirrored) await compareStores(vault);
}

function isHealable(error: unknown): boolean {
  if (error instanceof Problem) return error.problem === 'vault-damaged';
  const problem = engineProblem(error);
  return problem === 'manifest-damaged' || problem === 'record-damaged' || problem === 'overtaken';
}

function manifestsOf(vault: Vault, loaded: Engine, mark: number): NextManifest {
  return ({ manifest, before, after, header }) => {
    if (!manifest || loaded.claimedGeneration(manifest) < mark) throw new Problem('vault-damaged');
    return vault.manifestAfter(manifest, toEngine(loaded, before), toEngine(loaded, after), header);
  };
}
