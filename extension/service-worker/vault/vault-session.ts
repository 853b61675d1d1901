/**
 * The unlocked vault. Its key is kept in `chrome.storage.session`: memory only, gone when the
 * browser exits, closed to content scripts. A stopped worker so does not lock the vault.
 */
import type { VaultState } from '../../messages/from-user';
import { keepInbox } from '../activity-log/inbox';
import { forgetApprovals } from '../ceremonies/recent-approvals';
import { forgetAllStanding } from '../ceremonies/standing-approvals';
import {
  clock,
  type Engine,
  engine,
  engineProblem,
  inThrowawayEngine,
  retireEngine,
  type Vault,
} from '../engine';
import { Problem } from '../problem';
import { forgetInSession, keepInSession, sessionItem } from '../session';
import { forgetRecords } from '../vault-storage/read-records';
import {
  createStores,
  exchangeHead,
  findVault,
  type Head,
  type HeaderTest,
  type VaultPresence,
} from '../vault-storage/vault-storage';
import { isOverdue, startAutoLock, stopAutoLock } from './auto-lock';
import { save } from './stored-vault';

const KEY = 'vault.key';

export type OpenVault = { vault: Vault; header: Uint8Array };

/** The vault that this life of the worker has open already. */
let open: OpenVault | undefined;
let opening: Promise<OpenVault | undefined> | undefined;

/** The vault if it is unlocked. Callers at the same time share one: it is freed only by locking. */
export async function unlockedVault(): Promise<OpenVault | undefined> {
  if (await isOverdue()) await lock();
  if (open) return open;
  opening ??= openFromSession().finally(() => {
    opening = undefined;
  });
  return opening;
}

/** The same where it has to be open. */
export async function openVault(): Promise<OpenVault> {
  const unlocked = await unlockedVault();
  if (!unlocked) throw new Problem('vault-locked');
  return unlocked;
}

async function openFromSession(): Promise<OpenVault | undefined> {
  const [key, header] = await Promise.all([sessionItem(KEY), vaultHeader()]);
  if (typeof key !== 'string' || !header) return undefined;
  const loaded = await engine();
  // The user may have locked meanwhile, or unlocked anew.
  if (open || (await sessionItem(KEY)) !== key) return open;
  return openWith(loaded, header, Uint8Array.fromBase64(key));
}

/** The vault's header, which needs no key, or nothing if there is no readable vault. */
export async function vaultHeader(): Promise<Uint8Array | undefined> {
  if (open) return open.header;
  const found = await presence();
  return found.vault === 'present' ? found.header : undefined;
}

/** Where neither store can be read, nobody knows that there is no vault. Chrome lists the reason. */
async function presence(): Promise<VaultPresence> {
  const test = headerTest();
  try {
    return await findVault(test);
  } catch (error) {
    // It may be the engine that does not load: of the stores that says nothing.
    await test;
    reportError(error);
    return { vault: 'damaged' };
  }
}

/** The same where there has to be one. */
export async function presentHeader(): Promise<Uint8Array> {
  const header = await vaultHeader();
  if (!header) throw new Problem((await vaultState()) === 'damaged' ? 'vault-damaged' : 'vault-missing');
  return header;
}

export async function vaultState(): Promise<VaultState> {
  if (await unlockedVault()) return 'unlocked';
  const found = await presence();
  return found.vault === 'present' ? 'locked' : found.vault;
}

/** Keeps a key that has just opened `header`, until the browser exits or the user locks. */
export async function keepUnlocked(header: Uint8Array, key: Uint8Array): Promise<void> {
  await startAutoLock();
  await keepInSession(KEY, key.toBase64());
  const { vault } = openWith(await engine(), header, key);
  key.fill(0);
  keepInbox(vault).catch(reportError);
}

/** Stores a header that was changed. Its vault key is the same, so what is open stays open. */
export async function keepHeader(header: Uint8Array): Promise<void> {
  await save({ header, put: [], remove: [] }, (await openVault()).vault);
  if (open) open = { ...open, header };
}

/** Makes a vault where there is none, and leaves it unlocked. */
export async function createVault(passphrase: Uint8Array): Promise<void> {
  const { header, key, manifest } = await inThrowawayEngine((alone) => {
    const { header, key } = alone.createVault(passphrase, Date.now(), clock);
    return { header, key, manifest: new alone.Vault(header, key).firstManifest(header) };
  });
  await createStores({ header, manifest });
  await keepUnlocked(header, key);
}

/**
 * Gives the place of the open vault to another one, whose records lie beside its own. Whoever still works
 * with the old one gets an error. Nothing if a change was begun since `settled`; tells whether it was done.
 */
export async function replaceVault(
  { key, ...head }: Head & { key: Uint8Array },
  settled: number,
): Promise<boolean> {
  const isReplaced = await exchangeHead(head, settled, close);
  if (isReplaced) await keepUnlocked(head.header, key);
  return isReplaced;
}

/** Nothing answers in the user's name after it, and nothing of the vault is left in this worker's memory. */
export async function lock(): Promise<void> {
  await close();
  await forgetAllStanding();
  await forgetApprovals();
  await stopAutoLock();
}

/** The key goes first, so that nobody opens the vault again while it is being closed. */
async function close(): Promise<void> {
  try {
    await forgetInSession(KEY);
  } finally {
    open = undefined;
    forgetRecords();
    await retireEngine();
  }
}

/** A vault that is open already stays so: another ceremony may be at work with it. */
function openWith(loaded: Engine, header: Uint8Array, key: Uint8Array): OpenVault {
  open ??= { vault: new loaded.Vault(header, key), header };
  return open;
}

async function headerTest(): Promise<HeaderTest> {
  const { checkHeader } = await engine();
  return (bytes) => {
    try {
      checkHeader(bytes);
      return true;
    } catch (error) {
      if (engineProblem(error)) return false;
      throw error;
    }
  };
}
