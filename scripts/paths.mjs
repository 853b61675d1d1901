/** Where things are: this clone's folders, and the cache that all clones of one user share. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** What Chrome loads unpacked, and what ships. */
export const dist = join(root, 'dist');

/** Everything that can be made again and does not ship. */
export const build = join(root, 'build');

export const logs = join(build, 'logs');

/** Built tools, by version, so that a fresh clone finds them. */
export const cache = join(userCache(), 'xenon');

function userCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache');
}
