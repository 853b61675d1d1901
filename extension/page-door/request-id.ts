import type { RequestId } from '../messages/from-site';
import { Bytes, randomBytes } from './captured';

const HEX = '0123456789abcdef';
const SIZE = 16;

export function newRequestId(): RequestId {
  const bytes = new Bytes(SIZE);
  randomBytes(bytes);
  let id = '';
  for (let i = 0; i < SIZE; i += 1) {
    const byte = bytes[i] ?? 0;
    id += `${HEX[byte >> 4]}${HEX[byte & 15]}`;
  }
  return id;
}
