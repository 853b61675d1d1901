/** How the vault opens and verifies besides its passphrase: what its header says of it. */
import type { WaysIn } from '../../messages/from-user';
import { engine } from '../engine';
import { toHex } from '../hex';
import { pinGuesses } from './guess-limit';
import { vaultHeader } from './vault-session';

const NONE: WaysIn = { osUnlocks: [], osSalt: '', pin: 'absent' };

export async function waysIn(): Promise<WaysIn> {
  const header = await vaultHeader();
  if (!header) return NONE;
  const loaded = await engine();
  const { pin, ...ways } = loaded.waysIn(header) as Written;
  const osSalt = toHex(loaded.osUnlockSalt(header));
  return { ...ways, osSalt, pin: pin ? await pinState() : 'absent' };
}

/** What the engine says. */
type Written = Omit<WaysIn, 'osSalt' | 'pin'> & { pin: boolean };

async function pinState(): Promise<'set' | 'off'> {
  return (await pinGuesses.isSpent()) ? 'off' : 'set';
}
