/** How much each script and the wasm weigh, as they are and as they would travel. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Part } from './part';
import { table } from './table';

export type Size = { file: string; raw: number; gzip: number; brotli: number };

/** What dist/ weighs. */
export const sizes: Part<Size[]> = {
  name: 'sizes',
  about: () => 'Sizes',
  measure: async ({ xenon }) => sizesIn(xenon),
  report(sizes) {
    const number = (bytes: number) => bytes.toLocaleString('en-US');
    const rows = sizes.map(({ file, raw, gzip, brotli }) => [file, ...[raw, gzip, brotli].map(number)]);
    return table([['File of dist/', 'bytes', 'gzip', 'brotli'], ...rows]);
  },
};

/** The heaviest first. */
function sizesIn(dist: string): Size[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|wasm)$/.test(file))
    .map((file) => sizeOf(file, readFileSync(join(dist, file))))
    .sort((a, b) => b.raw - a.raw);
}

function sizeOf(file: string, bytes: Buffer): Size {
  return {
    file,
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}
