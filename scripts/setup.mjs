/** Brings a machine with only rustup and Node to where everything can be built and tested. */
import { delimiter } from 'node:path';
import { installCargoTool } from './cargo-tool.mjs';
import { installBrowser } from './chromium.mjs';
import { installNodePackages, requireNode } from './node-packages.mjs';
import { installRust } from './rust.mjs';
import { WASM_PACK, wasmBindgen } from './tool-versions.mjs';

/**
 * Installs what is missing and returns how to call it: `env` for Rust's tools, and the paths of the
 * `browser` programs asked for (`chromium`, `chromedriver`).
 */
export async function setUp({ browser = [] } = {}) {
  requireNode();
  const [env, programs] = await Promise.all([rustTools(), installBrowser(browser), installNodePackages()]);
  return { env, ...programs };
}

async function rustTools() {
  const env = { ...process.env, RUSTUP_TOOLCHAIN: await installRust() };
  const folders = await Promise.all([
    installCargoTool('wasm-bindgen-cli', wasmBindgen(), env),
    installCargoTool('wasm-pack', WASM_PACK, env),
  ]);
  return { ...env, PATH: [...folders, env.PATH].join(delimiter) };
}
