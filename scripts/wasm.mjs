/** Makes build/wasm/: the engine, its JavaScript glue and its types. Does nothing when nothing changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { succeed } from './command.mjs';
import { filesUnder } from './files.mjs';
import { build, logs, root } from './paths.mjs';
import { spoken, step } from './step.mjs';
import { WASM_PACK, wasmBindgen } from './tool-versions.mjs';
import { writeInstances } from './wasm-instances.mjs';

export const wasmFolder = join(build, 'wasm');
export const wasmFile = join(wasmFolder, 'xenon_bindings_bg.wasm');

const STAMP = join(build, 'wasm.stamp');

/** What Rust emits for this target since 1.82. Chrome has had all of it since version 91. */
const FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
];
const OPTIMISATION = ['-Os', ...FEATURES.map((feature) => `--enable-${feature}`)];

/** Call it while holding the build's lock. */
export async function buildWasm({ env }) {
  if (isCurrent()) return;
  rmSync(STAMP, { force: true });
  await step('building the wasm', async (note) => {
    await compile(env, note);
    await optimise(note);
    await writeInstances(wasmFolder);
  });
  writeFileSync(STAMP, fingerprint());
}

async function compile(env, note) {
  const crate = join(root, 'wasm/bindings');
  const out = join(root, 'build/wasm');
  const args = [
    'build',
    crate,
    '--target',
    'web',
    '--release',
    '--mode',
    'no-install',
    '--no-pack',
    '--out-dir',
    out,
  ];
  await succeed('Building the wasm', 'wasm-pack', [...args, ...cargoArguments()], {
    env: { ...env, CARGO_ENCODED_RUSTFLAGS: withoutLocalPaths(env) },
    log: join(logs, 'wasm.log'),
  });
  note('compiled, optimising');
}

/** A lock file that does not fit is repaired while one works, and refused where it must be right. */
export function cargoArguments() {
  return process.env.CI ? ['--locked'] : [];
}

/** Panic messages name source files: without this, two machines would not build the same bytes. */
function withoutLocalPaths(env) {
  const cargoHome = env.CARGO_HOME ?? join(homedir(), '.cargo');
  return [`--remap-path-prefix=${cargoHome}=/cargo`, `--remap-path-prefix=${root}=/xenon`].join('\x1f');
}

async function optimise(note) {
  const start = performance.now();
  const optimiser = join(root, 'node_modules/binaryen/bin/wasm-opt');
  const smaller = `${wasmFile}.optimised`;
  await succeed('Optimising the wasm', process.execPath, [
    optimiser,
    wasmFile,
    '-o',
    smaller,
    ...OPTIMISATION,
  ]);
  renameSync(smaller, wasmFile);
  note(`optimised in ${spoken(performance.now() - start)}`);
}

function isCurrent() {
  if (!existsSync(wasmFile) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, 'utf8') === fingerprint();
}

function fingerprint() {
  mkdirSync(build, { recursive: true });
  const hash = createHash('sha256').update([WASM_PACK, wasmBindgen(), ...OPTIMISATION].join(' '));
  for (const file of inputs()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function inputs() {
  const manifests = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml'].filter((file) =>
    existsSync(join(root, file)),
  );
  const own = ['scripts/wasm.mjs', 'scripts/wasm-instances.mjs'];
  const sources = filesUnder(join(root, 'wasm')).filter((file) => !/^\w+\/(tests|benches)\//.test(file));
  return [...manifests, ...own, ...sources.map((file) => `wasm/${file}`)];
}
