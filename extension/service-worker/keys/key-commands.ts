/** What the popup and the list of all keys show, and what the user changes of a key. */
import type { Done, KeyId, KeySummary, SiteOverview, WaitingRequest } from '../../messages/from-user';
import { updateBadge } from '../asking/badge';
import { questionOf } from '../asking/question';
import { originOf } from '../caller';
import { askingCeremonies, type Ceremony } from '../ceremonies/ceremony-store';
import { signInsOfTab } from '../ceremonies/conditional-sign-in';
import { engine, type StoredRecord } from '../engine';
import { fromEngine, toEngine } from '../engine-records';
import { Problem } from '../problem';
import { inPage } from '../sites/page-presence';
import { knownDamage } from '../vault/store-comparison';
import { save } from '../vault/stored-vault';
import { type OpenVault, openVault, unlockedVault, vaultState } from '../vault/vault-session';
import type { SealedRecord } from '../vault-storage/stored';
import { allRecords, recordsNamed, recordsOfSites } from '../vault-storage/vault-storage';
import { addedKeys, forgetAdded } from './added-keys';
import { healthy } from './found-records';

/** All keys, by site and then by account. */
export async function allKeys(): Promise<{ keys: KeySummary[] }> {
  const keys = await summaries(await allRecords());
  const { compare } = new Intl.Collator();
  return { keys: keys.sort((a, b) => compare(a.rpId, b.rpId) || compare(a.userName, b.userName)) };
}

/** What the popup shows over the page of a tab. */
export async function siteOverview(tabId: number): Promise<SiteOverview> {
  const { url } = await chrome.tabs.get(tabId);
  const origin = originOf(url);
  const everywhere: SiteOverview = {
    vault: await vaultState(),
    keys: [],
    waiting: await waitingRequests(),
    signIns: [],
    added: await addedUnasked(),
    isDamaged: (await unlockedVault()) !== undefined && (await knownDamage()) !== undefined,
  };
  if (!/^https?:/.test(origin)) return everywhere;
  const [keys, signIns, page] = await Promise.all([
    keysOfHost(new URL(origin).hostname),
    signInsOfTab(tabId),
    inPage(tabId, origin),
  ]);
  return { ...everywhere, ...page, origin, keys, signIns };
}

/** Of keys that have gone meanwhile there is nothing to tell. */
async function addedUnasked(): Promise<KeySummary[]> {
  return summaries(await recordsNamed(await addedKeys()));
}

export async function addedKeySeen(key: KeyId): Promise<Done> {
  await forgetAdded(key);
  await updateBadge();
  return {};
}

/** Lets a key answer again that its site does not take. */
export function unhideKey(key: KeyId): Promise<Done> {
  return changeKey(key, (record, { vault }) => vault.unhide(record));
}

/** Gives a key the user's own name for it, or takes that away. */
export function labelKey(key: KeyId, label: string): Promise<Done> {
  return changeKey(key, (record, { vault }) => vault.label(record, label));
}

async function changeKey(
  key: KeyId,
  changed: (record: StoredRecord, open: OpenVault) => StoredRecord,
): Promise<Done> {
  const open = await openVault();
  const [record] = toEngine(await engine(), await healthy(await recordsNamed([key]), open));
  if (!record) throw new Problem('failed');
  await save({ put: fromEngine([changed(record, open)]), remove: [] }, open.vault);
  return {};
}

async function waitingRequests(): Promise<WaitingRequest[]> {
  return Promise.all((await askingCeremonies()).map(waitingRequest));
}

async function waitingRequest(ceremony: Ceremony): Promise<WaitingRequest> {
  const { kind, rpId, origin } = await questionOf(ceremony);
  return { ceremony: ceremony.id, kind, rpId, origin };
}

async function keysOfHost(host: string): Promise<KeySummary[]> {
  const open = await unlockedVault();
  const keys = open ? await summaries(await recordsOfSites(open.vault.siteTagsOfHost(host))) : [];
  return keys.filter(({ hidden }) => !hidden);
}

async function summaries(records: SealedRecord[]): Promise<KeySummary[]> {
  const open = await unlockedVault();
  if (!open) return [];
  return open.vault.summaries(toEngine(await engine(), await healthy(records, open))) as KeySummary[];
}
