/**
 * Keys that the user has deleted: for 30 days they can be had back, and then they are gone from both
 * stores. They are stored under names that no request of a site leads to.
 */
import type { DeletedKey, Done, KeyId } from '../../messages/from-user';
import { engine, type StoredRecord } from '../engine';
import { fromEngine, toEngine } from '../engine-records';
import { Problem } from '../problem';
import { inTurn } from '../serial';
import { save } from '../vault/stored-vault';
import { type OpenVault, openVault, unlockedVault } from '../vault/vault-session';
import type { SealedRecord, VaultChanges } from '../vault-storage/stored';
import { recordsNamed, recordsOfSites } from '../vault-storage/vault-storage';
import { healthy } from './found-records';
import { addedKeySeen } from './key-commands';

const ALARM = 'deleted-keys';
const DAY_MS = 24 * 60 * 60_000;

/** Deletes a key. One that is not there is deleted already. */
export async function deleteKey(key: KeyId): Promise<Done> {
  const open = await openVault();
  const [named] = await recordsNamed([key]);
  if (!named) return {};
  // An approval that is being stored comes first; one that comes later finds nothing.
  return inTurn(`site ${named.site}`, async () => {
    const record = await recordOf(key, open);
    if (!record) return {};
    const [gone] = toEngine(await engine(), [record]);
    if (gone) await save(asDeleted(gone, key, open), open.vault);
    return addedKeySeen(key);
  });
}

function asDeleted(gone: StoredRecord, key: KeyId, { vault }: OpenVault): VaultChanges {
  return { put: fromEngine([vault.asDeleted(gone, Date.now())]), remove: [key] };
}

/** What can be had back, the last deleted first. What has had its 30 days goes before anybody looks. */
export async function deletedKeys(): Promise<{ deleted: DeletedKey[] }> {
  const open = await unlockedVault();
  if (!open) return { deleted: [] };
  await purgeDeleted();
  const records = toEngine(await engine(), await deletedRecords(open));
  const deleted = open.vault.deletedKeys(records) as DeletedKey[];
  return { deleted: deleted.sort((a, b) => b.deletedAt - a.deletedAt) };
}

/** Gives a deleted key its place back. `beside`: the user knows that its account has another key now. */
export async function restoreKey({ key, beside }: { key: KeyId; beside?: boolean }): Promise<Done> {
  const open = await openVault();
  const record = await deletedRecord(key, open);
  const loaded = await engine();
  const [restored] = fromEngine(toEngine(loaded, [record]).map((one) => open.vault.asRestored(one)));
  if (!restored) throw new Problem('failed');
  return inTurn(`site ${restored.site}`, async () => {
    const others = await healthy(await recordsOfSites([restored.site]), open);
    const [asked] = toEngine(loaded, [record]);
    if (asked && !beside && open.vault.hasSuccessor(asked, toEngine(loaded, others)))
      throw new Problem('account-has-key');
    // A deletion that was interrupted may have left the key where it was, and in use since.
    const isThere = others.some(({ id }) => id === restored.id);
    await save({ put: isThere ? [] : [restored], remove: [key] }, open.vault);
    return {};
  });
}

/** Deletes what was deleted before, and nothing else, so that nobody can have it back. */
export async function deleteForGood(key: KeyId): Promise<Done> {
  const open = await openVault();
  await deletedRecord(key, open);
  await save({ put: [], remove: [key] }, open.vault);
  return {};
}

/** Removes the keys whose 30 days are over, and looks again tomorrow. Only an open vault tells which. */
export async function purgeDeleted(): Promise<void> {
  const open = await unlockedVault();
  if (!open) return;
  await chrome.alarms.create(ALARM, { when: Date.now() + DAY_MS });
  const records = await deletedRecords(open);
  const remove = open.vault.overdue(toEngine(await engine(), records), Date.now());
  if (remove.length > 0) await save({ put: [], remove }, open.vault);
}

export function isPurge({ name }: chrome.alarms.Alarm): boolean {
  return name === ALARM;
}

async function deletedRecords(open: OpenVault): Promise<SealedRecord[]> {
  return healthy(await recordsOfSites([open.vault.deletedTag()]), open);
}

async function deletedRecord(key: KeyId, open: OpenVault): Promise<SealedRecord> {
  const record = await recordOf(key, open);
  if (!record || record.site !== open.vault.deletedTag()) throw new Problem('failed');
  return record;
}

async function recordOf(key: KeyId, open: OpenVault): Promise<SealedRecord | undefined> {
  const [record] = await healthy(await recordsNamed([key]), open);
  return record;
}
