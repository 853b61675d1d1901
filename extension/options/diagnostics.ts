import type { FromUser, VaultState } from '../messages/from-user';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';

/** One line of the report: what it is about, and how it is. */
export type Finding = { about: TextName; is: string };

const VAULTS: Record<VaultState, TextName> = {
  absent: 'vaultAbsent',
  locked: 'vaultLocked',
  unlocked: 'vaultUnlocked',
  damaged: 'vaultDamaged',
};

/** What somebody needs to know who is to help. It names no site, no account and no key. */
export async function diagnose(): Promise<Finding[]> {
  return [
    { about: 'aboutVersion', is: chrome.runtime.getManifest().version },
    { about: 'aboutBrowser', is: navigator.userAgent },
    { about: 'aboutLanguage', is: chrome.i18n.getUILanguage() },
    { about: 'aboutVault', is: await vault() },
    { about: 'aboutKeys', is: await keys() },
    { about: 'aboutStorage', is: await storage() },
    { about: 'exclusiveDoor', is: await said({ kind: 'exclusive-door' }, ({ state }) => state) },
    {
      about: 'aboutSiteRules',
      is: await said({ kind: 'site-decisions' }, ({ ruled }) => String(ruled.length)),
    },
  ];
}

function vault(): Promise<string> {
  return said({ kind: 'vault-state' }, ({ vault: state, damage }) =>
    damage ? text('vaultDamaged') : text(VAULTS[state]),
  );
}

function keys(): Promise<string> {
  return said({ kind: 'backup-state' }, ({ backedUp, notBackedUp, deviceBound }) =>
    text(
      'aboutKeysCount',
      String(backedUp + notBackedUp + deviceBound),
      String(backedUp),
      String(deviceBound),
    ),
  );
}

async function storage(): Promise<string> {
  const [{ usage = 0 }, local] = await Promise.all([
    navigator.storage.estimate(),
    chrome.storage.local.getBytesInUse(),
  ]);
  return text('aboutStorageBytes', kilobytes(usage), kilobytes(local));
}

function kilobytes(bytes: number): string {
  return new Intl.NumberFormat(text('languageTag')).format(Math.ceil(bytes / 1_024));
}

/** What the worker answers, in words; or which problem it has. */
async function said<Command extends FromUser>(
  command: Command,
  words: (value: Extract<Awaited<ReturnType<typeof ask<Command>>>, { ok: true }>['value']) => string,
): Promise<string> {
  const answer = await ask(command);
  return answer.ok ? words(answer.value) : answer.problem;
}
