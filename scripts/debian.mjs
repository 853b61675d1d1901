/** Installs Debian's packages, where that asks nobody for a password. */
import { join } from 'node:path';
import { succeed } from './command.mjs';
import { withLock } from './lock.mjs';
import { onPath } from './on-path.mjs';
import { cache, logs } from './paths.mjs';
import { step } from './step.mjs';

export const isDebian = () => onPath('apt-get') !== undefined;

/** Does nothing for anyone but root on Debian: whoever needs the packages then says what is missing. */
export async function installWithApt(packages) {
  if (process.getuid?.() !== 0 || !isDebian()) return;
  const names = packages.join(' and ');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, log: join(logs, 'apt.log') };
  const apt = (...args) =>
    succeed(`Installing ${names}`, 'apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], options);
  await withLock(join(cache, 'apt.lock'), () =>
    step(`installing ${names}`, async () => {
      await apt('update');
      await apt('install', '-y', '--no-install-recommends', ...packages);
    }),
  );
}
