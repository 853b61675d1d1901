/** Builds dist/ and proves that it is what it should be. */
import { join } from 'node:path';
import { bundleExtension } from './bundles.mjs';
import { distFiles } from './dist-files.mjs';
import { faultsOf } from './dist-rules.mjs';
import { replaceFolder } from './files.mjs';
import { withLock } from './lock.mjs';
import { build, dist } from './paths.mjs';
import { xenon } from './tool-versions.mjs';
import { Trouble } from './trouble.mjs';
import { buildWasm } from './wasm.mjs';

/** Returns dist/'s files by path. A build with faults leaves the previous dist/ in place. */
export function buildExtension(tools) {
  return withLock(join(build, 'build.lock'), async () => {
    await buildWasm(tools);
    const { scripts, maps } = await bundleExtension();
    const files = distFiles(scripts);
    const faults = faultsOf(files, xenon());
    if (faults.length > 0)
      throw new Trouble(`The build is not fit to load:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    replaceFolder(dist, files);
    replaceFolder(join(build, 'maps'), maps);
    return files;
  });
}
