/** Python with the packages of the judges, in an environment that all clones of one user share. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeed } from './command.mjs';
import { installWithApt, isDebian } from './debian.mjs';
import { withLock } from './lock.mjs';
import { onPath } from './on-path.mjs';
import { cache, logs, root } from './paths.mjs';
import { step } from './step.mjs';
import { Trouble } from './trouble.mjs';

/** The judges of U2F need an older library than the others. */
const REQUIREMENTS = { webauthn: 'tests/judges/python', u2f: 'tests/judges/u2f' };

/** The oldest that the packages run on; a system's own `python3` may be older than one beside it. */
const CANDIDATES = ['python3', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];

/** Ends well only in a Python that is new enough and can make environments; Debian splits that off. */
const SUITABLE = 'import sys, venv, ensurepip; print(sys.version); sys.exit(sys.version_info < (3, 10))';

/** The path of a Python with the pinned packages of some judges. Needs no network once it was made. */
export async function installPython(judges) {
  const requirements = join(root, REQUIREMENTS[judges], 'requirements.txt');
  const { program, version } = await suitable();
  const fingerprint = createHash('sha256').update(readFileSync(requirements)).update(program).update(version);
  const home = join(cache, `judges-${fingerprint.digest('hex').slice(0, 16)}`);
  if (!existsSync(home)) await withLock(`${home}.lock`, () => makeEnvironment(home, program, requirements));
  return join(home, 'bin/python');
}

async function suitable() {
  const found = await firstSuitable();
  if (found) return found;
  await installWithApt(['python3', 'python3-venv']);
  const installed = await firstSuitable();
  if (installed) return installed;
  const command = isDebian() ? 'sudo apt-get install python3 python3-venv' : 'brew install python3';
  throw new Trouble(`Python 3.10 or newer with its venv module is missing: run \`${command}\`.`);
}

async function firstSuitable() {
  for (const program of CANDIDATES.map(onPath).filter(Boolean)) {
    const { code, output } = await run(program, ['-c', SUITABLE]);
    if (code === 0) return { program, version: output };
  }
  return undefined;
}

/** The folder gets its name when it is complete: a half-finished one is never taken for the whole. */
async function makeEnvironment(home, program, requirements) {
  if (existsSync(home)) return;
  const partial = `${home}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  await step('installing the Python judges, once for this user', async () => {
    await succeed('Making a Python environment', program, ['-m', 'venv', partial]);
    await succeed(
      'Installing the Python judges',
      join(partial, 'bin/python'),
      ['-m', 'pip', ...PIP_INSTALL, requirements],
      {
        log: join(logs, 'pip.log'),
      },
    );
  });
  renameSync(partial, home);
}

/** Only what the file names, by its hash; nothing is compiled, so nothing but Python has to be there. */
const PIP_INSTALL = [
  'install',
  '--disable-pip-version-check',
  '--require-hashes',
  '--only-binary=:all:',
  '--no-deps',
  '--requirement',
];
