/** Collects dist/: bundles, wasm, pages, words, pictures, manifest and licences. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from './files.mjs';
import { root } from './paths.mjs';
import { wasmFile } from './wasm.mjs';

const LICENCES = ['LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT'];

/** What is copied from extension/ as it is. */
const COPIED = [/^[a-z-]+\/[a-z-]+\.(html|css)$/, /^_locales\/\w+\/messages\.json$/, /^icons\/\d+\.png$/];

export function distFiles(scripts) {
  const extension = [...readFolder(join(root, 'extension'))];
  const files = new Map(extension.filter(([path]) => COPIED.some((pattern) => pattern.test(path))));
  for (const name of ['manifest.json', ...LICENCES]) files.set(name, readFileSync(join(root, name)));
  for (const [path, bytes] of scripts) files.set(path, bytes);
  return files.set('service-worker/xenon_bindings_bg.wasm', readFileSync(wasmFile));
}
