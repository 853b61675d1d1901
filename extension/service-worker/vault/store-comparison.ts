/**
 * Compares the two stores with each other and with their manifests: each gets back what it has lost and the
 * other has kept. What neither has is told to the user, and nothing is thrown away for it.
 */
import type { VaultDamage } from '../../messages/from-user';
import { type Engine, engine, type Findings, type Survey, type Vault } from '../engine';
import { toEngine } from '../engine-records';
import { forgetInSession, keepInSession, sessionItem } from '../session';
import type { StoreHead } from '../vault-storage/stored';
import { changesSettled, heads, recordsInPieces, repairBoth } from '../vault-storage/vault-storage';
import { raiseMark, seenMark } from './store-mark';

const KEY = 'vault.damage';

/** What neither store could heal when they were last compared. */
export async function knownDamage(): Promise<VaultDamage | undefined> {
  return (await sessionItem(KEY)) as VaultDamage | undefined;
}

/** Compares and heals. `accepted`: from now on, what there is counts as the whole. */
export async function compareStores(vault: Vault, accepted = false): Promise<void> {
  const loaded = await engine();
  // A change that comes in between makes what was read a mixture, so it is read again.
  for (let isDone = false; !isDone; ) isDone = await compareOnce(loaded, vault, accepted);
}

async function compareOnce(loaded: Engine, vault: Vault, accepted: boolean): Promise<boolean> {
  const settled = await changesSettled();
  const findings = await look(loaded, vault, accepted);
  if (!findings) return true;
  const isDone = await repairBoth(findings, repairsOf(findings), settled);
  if (isDone) await note(loaded, findings, accepted);
  return isDone;
}

async function look(loaded: Engine, vault: Vault, accepted: boolean): Promise<Findings | undefined> {
  const survey = await surveyOf(loaded, vault, await heads());
  return vault.conclude(survey, await seenMark(), accepted);
}

/** Whether both stores would be whole with this head, without any help of the other one. */
export async function wouldBeWhole(vault: Vault, head: StoreHead): Promise<boolean> {
  const survey = await surveyOf(await engine(), vault, { durable: head, mirror: head });
  const findings = vault.conclude(survey, 0, false);
  if (!findings || findings.damage) return false;
  return findings.copyToDurable.length === 0 && findings.copyToMirror.length === 0;
}

async function surveyOf(
  loaded: Engine,
  vault: Vault,
  { durable, mirror }: Awaited<ReturnType<typeof heads>>,
): Promise<Survey> {
  const survey = new loaded.Survey(durable.header, durable.manifest, mirror.header, mirror.manifest);
  for await (const piece of recordsInPieces()) {
    vault.examine(survey, toEngine(loaded, piece.durable), toEngine(loaded, piece.mirror));
    await pause();
  }
  return survey;
}

function repairsOf(findings: Findings) {
  const { copyToDurable, removeFromDurable, copyToMirror, removeFromMirror } = findings;
  return {
    durable: { copy: copyToDurable, remove: removeFromDurable },
    mirror: { copy: copyToMirror, remove: removeFromMirror },
  };
}

async function note(loaded: Engine, { manifest, damage }: Findings, accepted: boolean): Promise<void> {
  raiseMark(loaded.claimedGeneration(manifest));
  const before = await knownDamage();
  // That all of it was older can be seen once only, since what follows is newer again.
  if (before?.older && !accepted) await keepInSession(KEY, { ...before, ...damage, older: true });
  else if (damage) await keepInSession(KEY, damage);
  else if (before) await forgetInSession(KEY);
}

/** Lets whatever waits in this worker go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
