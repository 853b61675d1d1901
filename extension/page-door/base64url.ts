import { arrayBuffer, arrayLength, Bytes, charCodeAt } from './captured';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64Url(bytes: Uint8Array): string {
  const size = arrayLength(bytes);
  let text = '';
  for (let i = 0; i < size; i += 3) {
    const left = size - i;
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += digit(bits >> 18) + digit(bits >> 12);
    if (left > 1) text += digit(bits >> 6);
    if (left > 2) text += digit(bits);
  }
  return text;
}

function digit(bits: number): string {
  return ALPHABET[bits & 63] ?? '';
}

/** Decodes what the worker sent, into a buffer of the page's realm. */
export function fromBase64Url(text: string): ArrayBuffer {
  const bytes = new Bytes((text.length * 3) >> 2);
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    bits = (bits << 6) | digitOf(charCodeAt(text, i));
    if (i % 4 !== 0) bytes[at++] = bits >> (6 - 2 * (i % 4));
  }
  return arrayBuffer(bytes);
}

function digitOf(code: number): number {
  if (code >= 97) return code - 71;
  if (code === 95) return 63;
  if (code >= 65) return code - 65;
  return code === 45 ? 62 : code + 4;
}
