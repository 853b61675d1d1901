/** The versions of everything that builds Xenon, each read from the one place that states it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { Trouble } from './trouble.mjs';

export const NODE_MAJOR = 20;
export const WASM_PACK = '0.15.1';
export const CARGO_DENY = '0.20.2';

/** The crate and its command line tool must be the same version: their format is private to them. */
export const wasmBindgen = () => stated('Cargo.toml', /^wasm-bindgen = "=([\d.]+)"$/m);

export const rustChannel = () => stated('rust-toolchain.toml', /^channel = "([\w.-]+)"$/m);

/** What `manifest.json` asks of Chrome. */
export const chromeMajor = () => Number(stated('manifest.json', /"minimum_chrome_version": "(\d+)"/));

export const xenon = () => stated('package.json', /"version": "([^"]+)"/);

function stated(file, pattern) {
  const version = pattern.exec(readFileSync(join(root, file), 'utf8'))?.[1];
  if (!version) throw new Trouble(`${file} should state a version that matches ${pattern}.`);
  return version;
}
