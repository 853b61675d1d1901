/** Sets up, builds, and runs one program of tests/ on the result, with this terminal. */
import { spawn } from 'node:child_process';
import { bundleProgram } from './bundle-tests.mjs';
import { buildExtension } from './extension.mjs';
import { dist, root } from './paths.mjs';
import { setUp } from './setup.mjs';

/** This process ends as the program ends. */
export async function runProgram(entry) {
  const tools = await setUp({ browser: ['chromium'] });
  await buildExtension(tools);
  const env = { ...process.env, XENON_CHROMIUM: tools.chromium, XENON_DIST: dist };
  const args = ['--enable-source-maps', await bundleProgram(entry), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
