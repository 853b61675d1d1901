/** Bytes as the messages of our own pages carry them. */
import { Problem } from './problem';

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Uint8Array {
  if (!/^(?:[\da-f]{2})*$/.test(text)) throw new Problem('failed');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
