/** Making a vault beside the one that is open, and what its owner has to show first. */
import { clock, inThrowawayEngine } from '../engine';
import { evaluate } from './guess-limit';
import { withBytes } from './typed-secret';

/** A header and the key that it wraps, stored nowhere yet. */
export function newVault(passphrase: string): Promise<{ header: Uint8Array; key: Uint8Array }> {
  return withBytes(passphrase, (bytes) =>
    inThrowawayEngine(({ createVault }) => {
      const { header, key } = createVault(bytes, Date.now(), clock);
      return { header, key };
    }),
  );
}

/** Rejects unless this opens the vault of `header`. It counts as a guess. */
export function requirePassphrase(header: Uint8Array, passphrase: string): Promise<void> {
  return withBytes(passphrase, (bytes) =>
    evaluate(() => inThrowawayEngine(({ unlock }) => void unlock(header, bytes).fill(0))),
  );
}
