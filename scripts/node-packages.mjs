/** Node itself, and the npm packages that package-lock.json names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from './command.mjs';
import { withLock } from './lock.mjs';
import { logs, root } from './paths.mjs';
import { step } from './step.mjs';
import { NODE_MAJOR } from './tool-versions.mjs';
import { Trouble } from './trouble.mjs';

export function requireNode() {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NODE_MAJOR) return;
  throw new Trouble(
    `Xenon needs Node ${NODE_MAJOR} or newer and this is ${node}: install it from https://nodejs.org.`,
  );
}

/** Installs the packages unless `node_modules` already is what the lock file says. */
export async function installNodePackages() {
  if (isUpToDate()) return;
  await withLock(join(root, 'build/npm.lock'), async () => {
    if (isUpToDate()) return;
    await step('installing npm packages', () =>
      succeed('Installing the npm packages', 'npm', ['ci'], { log: join(logs, 'npm.log') }),
    );
  });
}

function isUpToDate() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => path === '' || isSatisfied(entry, present[path]));
}

/** Optional packages are for other platforms when they are absent. */
function isSatisfied(wanted, present) {
  return present ? present.version === wanted.version : wanted.optional === true;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
