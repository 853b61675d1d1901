/** What the popup and the list of all keys show, un-hiding and deleting a key. */
import type { Done, KeyId, KeySummary, SiteOverview, WaitingRequest } from '../messages/from-user';
import { originOf } from './caller';
import { allCeremonies, type Ceremony } from './ceremony-store';
import { engine } from './engine';
import { fromEngine, healthy, toEngine } from './found-records';
import { Problem } from './problem';
import { questionOf } from './question';
import { unlockedVault, vaultState } from './vault-session';
import type { SealedRecord } from './vault-storage/stored';
import { allRecords, recordsNamed, recordsOfSites, save } from './vault-storage/vault-storage';

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
  const everywhere = { vault: await vaultState(), keys: [], waiting: await waitingRequests() };
  if (!/^https?:/.test(origin)) return everywhere;
  return { ...everywhere, origin, keys: await keysOfHost(new URL(origin).hostname) };
}

export async function deleteKey(key: KeyId): Promise<Done> {
  if (!(await unlockedVault())) throw new Problem('vault-locked');
  await save({ put: [], remove: [key] });
  return {};
}

/** Lets a key answer again that its site does not take. */
export async function unhideKey(key: KeyId): Promise<Done> {
  const open = await unlockedVault();
  if (!open) throw new Problem('vault-locked');
  const [record] = toEngine(await engine(), await healthy(await recordsNamed([key]), open));
  if (!record) throw new Problem('failed');
  await save({ put: fromEngine([open.vault.unhide(record)]), remove: [] });
  return {};
}

async function waitingRequests(): Promise<WaitingRequest[]> {
  const waiting = (await allCeremonies()).filter(({ progress }) => progress.state === 'asking');
  return Promise.all(waiting.map(waitingRequest));
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
