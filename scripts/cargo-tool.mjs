/** Command line tools built from crates.io at one version, kept in the user's cache. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { succeed } from './command.mjs';
import { withLock } from './lock.mjs';
import { cache, logs } from './paths.mjs';
import { step } from './step.mjs';

/** These run for a second at a time: a quarter less time to build them is worth more than their speed. */
const QUICKLY = { CARGO_PROFILE_RELEASE_OPT_LEVEL: '1' };

/** The folder with the tool's programs, built first where the cache does not have that version. */
export async function installCargoTool(crate, version, env) {
  const home = join(cache, `${crate}-${version}`);
  if (!existsSync(home)) await withLock(`${home}.lock`, () => buildInto(home, crate, version, env));
  return join(home, 'bin');
}

/** Where an earlier run has put the tool, if one has. */
export function cachedCargoTool(crate, version) {
  const bin = join(cache, `${crate}-${version}`, 'bin');
  return existsSync(bin) ? bin : undefined;
}

/** The folder gets its name when it is complete: a half-finished one is never taken for the tool. */
async function buildInto(home, crate, version, env) {
  if (existsSync(home)) return;
  discardHalfFinished(home);
  const partial = `${home}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const args = ['install', crate, '--version', version, '--locked', '--root', partial];
  await step(`building ${crate} ${version}, once for this user`, () =>
    succeed(`Building ${crate} ${version}`, 'cargo', args, {
      env: { ...env, ...QUICKLY, CARGO_TARGET_DIR: join(partial, 'target') },
      log: join(logs, `install-${crate}.log`),
    }),
  );
  rmSync(join(partial, 'target'), { recursive: true, force: true });
  renameSync(partial, home);
}

function discardHalfFinished(home) {
  for (const name of readdirSync(dirname(home))) {
    if (!name.startsWith(`${basename(home)}.partial-`)) continue;
    rmSync(join(dirname(home), name), { recursive: true, force: true });
  }
}
