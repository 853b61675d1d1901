/** A passphrase or PIN on its way from a page to the engine. */
import { Problem } from '../problem';

const SHORTEST_PASSPHRASE = 8;

/** Gives the typed text as bytes, and wipes them when the work is done. */
export async function withBytes<T>(typed: string, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  const bytes = new TextEncoder().encode(typed);
  try {
    return await work(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** What a passphrase has to have before it is chosen. */
export function requireLength(passphrase: string): void {
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new Problem('passphrase-too-short');
}
