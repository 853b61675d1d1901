/** A site's word about its accounts. Nothing is answered, so a page cannot tell what it did. */
import type { SignalJson } from '../../messages/signal-json';
import type { Caller } from '../caller';
import { engine, type Signal } from '../engine';
import { fromEngine, toEngine } from '../engine-records';
import { healthy } from '../keys/found-records';
import { inTurn } from '../serial';
import { relatedOrigins } from '../sites/related-origins';
import { isLeftToBrowser } from '../sites/site-rules';
import { save } from '../vault/stored-vault';
import { unlockedVault } from '../vault/vault-session';
import { recordsOfSites } from '../vault-storage/vault-storage';

/**
 * Hides, un-hides or renames. While the vault is locked, the word is lost, as if Xenon had not been
 * there: sites repeat it at each sign-in, and what pages say about their visitors while nobody has
 * unlocked is not to be kept anywhere.
 */
export async function takeSignal(said: SignalJson, caller: Caller): Promise<void> {
  if (!(await unlockedVault()) || (await isLeftToBrowser(caller))) return;
  const { Signal } = await engine();
  const related = await relatedOrigins(said.rpId, caller);
  const signal = Signal.claim(said, { origin: caller.origin, related });
  if (signal) await inTurn('signals', () => heed(signal));
}

async function heed(signal: Signal): Promise<void> {
  const open = await unlockedVault();
  if (!open) return;
  const found = await healthy(await recordsOfSites([open.vault.siteTagOfSignal(signal)]), open);
  const put = fromEngine(open.vault.heed(signal, toEngine(await engine(), found)));
  if (put.length > 0) await save({ put, remove: [] }, open.vault);
}
