/** Runs the Rust tests: on this machine, and as wasm in Chromium. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { build, logs, root } from './paths.mjs';
import { rustTally, withoutProgress } from './tallies.mjs';
import { cargoArguments } from './wasm.mjs';

const MINUTES = 60_000;

export async function nativeTests({ env }, { grep, note }) {
  const args = ['test', '--workspace', '--no-fail-fast', ...cargoArguments(), ...(grep ? ['--', grep] : [])];
  return tally(
    await run('cargo', args, {
      env,
      log: join(logs, 'rust.log'),
      onLine: counter(note),
      timeout: 20 * MINUTES,
    }),
  );
}

export async function wasmTests({ env, chromium, chromedriver }, { grep, note }) {
  const args = [
    'test',
    '--headless',
    '--chrome',
    '--chromedriver',
    chromedriver,
    '--mode',
    'no-install',
    join(root, 'wasm/bindings'),
  ];
  const withBrowser = {
    ...env,
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities(chromium),
    WASM_BINDGEN_TEST_TIMEOUT: '300',
  };
  const options = {
    env: withBrowser,
    log: join(logs, 'wasm-tests.log'),
    onLine: counter(note),
    timeout: 20 * MINUTES,
  };
  return tally(
    await run('wasm-pack', [...args, ...cargoArguments(), ...(grep ? ['--', grep] : [])], options),
  );
}

/** A crate of its own, outside the workspace, that asks the program `askedKey` as a site would. */
export async function webauthnRsTests({ env }, { grep, note, askedKey }) {
  const crate = join(root, 'tests/judges/webauthn-rs');
  const args = ['test', '--manifest-path', join(crate, 'Cargo.toml'), '--no-fail-fast', ...cargoArguments()];
  return tally(
    await run('cargo', [...args, ...(grep ? ['--', grep] : [])], {
      env: { ...env, CARGO_TARGET_DIR: join(root, 'target/judges'), XENON_ASKED_KEY: askedKey },
      log: join(logs, 'judges-rust.log'),
      onLine: counter(note),
      timeout: 20 * MINUTES,
    }),
  );
}

/** The crate's own webdriver.json, with the browser that setup found; a driver finds only its own. */
function capabilities(chromium) {
  const stated = JSON.parse(readFileSync(join(root, 'wasm/bindings/webdriver.json'), 'utf8'));
  stated['goog:chromeOptions'].binary = chromium;
  const file = join(build, 'webdriver.json');
  mkdirSync(build, { recursive: true });
  writeFileSync(file, JSON.stringify(stated));
  return file;
}

function tally(result) {
  const counts = rustTally(result);
  return { ...counts, output: counts.failed > 0 ? withoutProgress(result.output) : '' };
}

function counter(note) {
  let count = 0;
  return (line) => {
    if (/^\s*test .+ \.\.\. (ok|FAIL|FAILED)$/.test(line)) note(`${++count} tests`);
  };
}
