/**
 * The second store: `chrome.storage.local`. It answers a cold read sooner than IndexedDB opens, and
 * it survives when the other is damaged. Each change is one atomic `set`.
 */
import { readLocal, removeLocal, writeLocal } from '../local-area';
import type { SealedRecord, StoreHead, VaultChanges, VaultStore } from './stored';

const HEADER = 'vault.header';
const MANIFEST = 'vault.manifest';
/** Says that there once was a vault, so that lost storage never looks like a first run. */
const EXISTS = 'vault.exists';
const recordKey = (id: string) => `record.${id}`;
const siteKey = (site: string) => `site.${site}`;

type MirroredRecord = { site: string; sealed: string };

/** What stands in the mirror where a change is to be made. */
export type Place = { head: StoreHead; removed: SealedRecord[]; lists: Record<string, unknown> };

export type MirrorStore = VaultStore & {
  /** Reads it all at once; whoever has it need not be kept waiting for it by `writeAt`. */
  placeOf(changes: VaultChanges): Promise<Place>;
  writeAt(place: Place, changes: VaultChanges & { manifest: Uint8Array }): Promise<void>;
};

export const mirrorStore: MirrorStore = {
  async header() {
    const { [HEADER]: header } = await readLocal(HEADER);
    return bytes(header);
  },

  async head() {
    return headOf(await readLocal([HEADER, MANIFEST]));
  },

  async hasTraces() {
    const { [EXISTS]: exists } = await readLocal(EXISTS);
    return exists === true || (await this.header()) !== undefined || (await this.allRecords()).length > 0;
  },

  async records(ids) {
    const stored = await readLocal(ids.map(recordKey));
    return ids.flatMap((id) => mirrored(id, stored[recordKey(id)]));
  },

  async recordsOfSites(sites) {
    const lists = await readLocal(sites.map(siteKey));
    return this.records(sites.flatMap((site) => idList(lists[siteKey(site)])));
  },

  async allRecords() {
    const everything = await readLocal(null);
    return Object.entries(everything).flatMap(([key, value]) =>
      key.startsWith(recordKey('')) ? mirrored(key.slice(recordKey('').length), value) : [],
    );
  },

  async placeOf({ put, remove }) {
    const ofPut = put.map(({ site }) => siteKey(site));
    const items = await readLocal([HEADER, MANIFEST, ...ofPut, ...remove.map(recordKey)]);
    const removed = remove.flatMap((id) => mirrored(id, items[recordKey(id)]));
    const ofRemoved = removed.map(({ site }) => siteKey(site)).filter((site) => !ofPut.includes(site));
    const others = ofRemoved.length > 0 ? await readLocal(ofRemoved) : {};
    return { head: headOf(items), removed, lists: { ...items, ...others } };
  },

  async writeAt(place, changes) {
    await write(place, changes);
  },

  async write(changes) {
    await write(await this.placeOf(changes), changes);
  },
};

async function write(place: Place, changes: VaultChanges & { manifest?: Uint8Array }): Promise<void> {
  const items = { ...headItems(changes), ...recordItems(changes.put) };
  const sites = siteItems(place, changes);
  const records = changes.remove.map(recordKey);
  const gone = [...records, ...Object.keys(sites).filter((site) => sites[site]?.length === 0)];
  // One `set` cannot remove: what goes is emptied together with the rest, and then swept away.
  const emptied = Object.fromEntries(records.map((key) => [key, null]));
  await writeLocal({ ...items, ...sites, ...emptied });
  if (gone.length > 0) await removeLocal(gone);
}

function headOf({ [HEADER]: header, [MANIFEST]: manifest }: Record<string, unknown>): StoreHead {
  return { header: bytes(header), manifest: bytes(manifest) };
}

function headItems({ header, manifest }: Partial<StoreHead>): Record<string, unknown> {
  return {
    ...(header && { [HEADER]: header.toBase64(), [EXISTS]: true }),
    ...(manifest && { [MANIFEST]: manifest.toBase64() }),
  };
}

function recordItems(put: SealedRecord[]): Record<string, MirroredRecord> {
  return Object.fromEntries(
    put.map(({ id, site, sealed }) => [recordKey(id), { site, sealed: sealed.toBase64() }]),
  );
}

/** The lists of record ids of every site that the changes touch. */
function siteItems({ removed, lists }: Place, { put }: VaultChanges): Record<string, string[]> {
  const sites = [...new Set([...removed, ...put].map(({ site }) => siteKey(site)))];
  const after = new Map(sites.map((site) => [site, new Set(idList(lists[site]))]));
  for (const { id, site } of removed) after.get(siteKey(site))?.delete(id);
  for (const { id, site } of put) after.get(siteKey(site))?.add(id);
  return Object.fromEntries([...after].map(([site, ids]) => [site, [...ids]]));
}

function mirrored(id: string, value: unknown): SealedRecord[] {
  if (typeof value !== 'object' || value === null) return [];
  const { site, sealed } = value as Partial<MirroredRecord>;
  const sealedBytes = bytes(sealed);
  return typeof site === 'string' && sealedBytes ? [{ id, site, sealed: sealedBytes }] : [];
}

function idList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}

/** Reads base64; damaged text is as good as absent, since the first store has the same bytes. */
function bytes(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return Uint8Array.fromBase64(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
