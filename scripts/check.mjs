/** `npm run check`: every lint. `--deny` also judges the Rust dependencies' licences and origins. */
import { join } from 'node:path';
import { checkSources } from './check-sources.mjs';
import { withLock } from './lock.mjs';
import { build } from './paths.mjs';
import { setUp } from './setup.mjs';
import { asProgram } from './trouble.mjs';
import { buildWasm } from './wasm.mjs';

await asProgram(async () => {
  const tools = await setUp();
  // tsc reads the types that wasm-bindgen writes.
  await withLock(join(build, 'build.lock'), () => buildWasm(tools));
  const { passed, failed, output } = await checkSources(tools, { deny: process.argv.includes('--deny') });
  console.log(`\n${output}${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
