/** Writes a vault into both stores of a browser, from a page of the extension: what the worker would have written. */
import { evaluate, type PageSession } from '../evaluate';
import { stopWorkers } from '../workers';
import type { RecordText, VaultOfKeys } from './vault-of-keys';

const PIECE = 1_000;

export async function fillStores(
  own: PageSession,
  { header, manifest, records }: VaultOfKeys,
): Promise<void> {
  // The worker makes its database when it first looks for a vault.
  await evaluate(own, makeDatabase, []);
  for (let at = 0; at < records.length; at += PIECE)
    await evaluate(own, writeRecords, [records.slice(at, at + PIECE)]);
  await evaluate(own, writeSites, [idsBySite(records)]);
  await evaluate(own, writeHead, [header, manifest]);
  await stopWorkers(own);
}

function idsBySite(records: RecordText[]): Record<string, string[]> {
  const sites: Record<string, string[]> = {};
  for (const { id, site } of records) {
    sites[site] ??= [];
    sites[site]?.push(id);
  }
  return sites;
}

// What follows runs in a page of the extension, each by itself.

async function makeDatabase(): Promise<void> {
  await chrome.runtime.sendMessage({ kind: 'vault-state' });
}

async function writeRecords(records: { id: string; site: string; sealed: string }[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('xenon', 1);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction('records', 'readwrite');
  for (const { id, site, sealed } of records)
    transaction.objectStore('records').put({ id, site, sealed: Uint8Array.fromBase64(sealed) });
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  database.close();
  const items = records.map(({ id, site, sealed }) => [`record.${id}`, { site, sealed }]);
  await chrome.storage.local.set(Object.fromEntries(items));
}

async function writeSites(sites: Record<string, string[]>): Promise<void> {
  const items = Object.entries(sites).map(([site, ids]) => [`site.${site}`, ids]);
  await chrome.storage.local.set(Object.fromEntries(items));
}

async function writeHead(header: string, manifest: string): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('xenon', 1);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction('vault', 'readwrite');
  transaction.objectStore('vault').put(Uint8Array.fromBase64(header), 'header');
  transaction.objectStore('vault').put(Uint8Array.fromBase64(manifest), 'manifest');
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  database.close();
  const head = { 'vault.header': header, 'vault.manifest': manifest, 'vault.exists': true };
  await chrome.storage.local.set(head);
}
