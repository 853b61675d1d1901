/** The activity log, as its page shows and clears it. */
import type { ActivityEntry } from '../../messages/activity';
import type { Done } from '../../messages/from-user';
import { Problem } from '../problem';
import { inTurn } from '../serial';
import { type OpenVault, unlockedVault } from '../vault/vault-session';
import { fromBytes } from './entry-bytes';
import { allEntries, removeAll } from './log-store';
import { forgetNoted, writeNoted } from './note';
import { opened } from './reseal';

/** All entries, the newest first. What does not open is left out: it tells nothing. */
export async function activity(): Promise<{ entries: ActivityEntry[] }> {
  const { vault } = await presentVault();
  await writeNoted();
  const entries = (await allEntries()).flatMap((entry) => {
    const bytes = opened(vault, entry);
    return (bytes && fromBytes(bytes)) ?? [];
  });
  return { entries: entries.sort((a, b) => b.at - a.at) };
}

export async function clearActivity(): Promise<Done> {
  await presentVault();
  forgetNoted();
  await inTurn('activity', removeAll);
  return {};
}

async function presentVault(): Promise<OpenVault> {
  const open = await unlockedVault();
  if (!open) throw new Problem('vault-locked');
  return open;
}
