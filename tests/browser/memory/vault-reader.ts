/** Reads a record as docs/vault-format.md says, with Node's cryptography and nothing of ours. */
import { createDecipheriv, hkdfSync } from 'node:crypto';

type Stored = { id: string; site: string; sealed: string };

/** The vault's id, out of its header. */
export function vaultIdOf(header: Uint8Array): Buffer {
  // Version, an array of three, bytes of length 16.
  return Buffer.from(header.slice(3, 19));
}

export function recordKeyOf(vaultKey: Uint8Array, vaultId: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, vaultId, 'xenon/v1/record', 32));
}

/** The P-256 scalar in a record: the value of key 7. */
export function privateKeyIn(record: Stored, vaultKey: Uint8Array, vaultId: Buffer): Buffer {
  const plaintext = opened(record, recordKeyOf(vaultKey, vaultId), vaultId);
  const at = plaintext.indexOf(Buffer.from([0x07, 0x58, 0x20]));
  if (at < 0) throw new Error('the record has no private key of 32 bytes');
  return plaintext.subarray(at + 3, at + 35);
}

function opened({ id, site, sealed }: Stored, key: Buffer, vaultId: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const generation = bytes.subarray(1, 5);
  const nonce = bytes.subarray(5, 29);
  const names = [Buffer.from(id, 'hex'), Buffer.from(site, 'hex')];
  const aad = Buffer.concat([Buffer.from('xenon/record\x01'), vaultId, ...names, generation]);
  const inner = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]);
  const decipher = createDecipheriv('chacha20-poly1305', hchacha20(key, nonce), inner, { authTagLength: 16 });
  decipher.setAAD(aad, { plaintextLength: bytes.length - 45 });
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(29, -16)), decipher.final()]);
}

/** draft-irtf-cfrg-xchacha, section 2.2. */
function hchacha20(key: Buffer, nonce: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from('expand 32-byte k'), key, nonce.subarray(0, 16)]);
  const state = new Uint32Array(16).map((_, index) => input.readUInt32LE(4 * index));
  for (let round = 0; round < 10; round += 1) {
    for (const [a, b, c, d] of QUARTERS) quarterRound(state, a, b, c, d);
  }
  const output = Buffer.alloc(32);
  [0, 1, 2, 3, 12, 13, 14, 15].forEach((word, index) => {
    output.writeUInt32LE(state[word] ?? 0, 4 * index);
  });
  return output;
}

type Quarter = [number, number, number, number];

const QUARTERS: Quarter[] = [
  ...[0, 1, 2, 3].map((n): Quarter => [n, n + 4, n + 8, n + 12]),
  ...[0, 1, 2, 3].map((n): Quarter => [n, 4 + ((n + 1) % 4), 8 + ((n + 2) % 4), 12 + ((n + 3) % 4)]),
];

function quarterRound(state: Uint32Array, ...[a, b, c, d]: Quarter): void {
  const step = (to: number, from: number, mixed: number, bits: number) => {
    state[to] = (state[to] ?? 0) + (state[from] ?? 0);
    const value = (state[mixed] ?? 0) ^ (state[to] ?? 0);
    state[mixed] = (value << bits) | (value >>> (32 - bits));
  };
  step(a, b, d, 16);
  step(c, d, b, 12);
  step(a, b, d, 8);
  step(c, d, b, 7);
}
