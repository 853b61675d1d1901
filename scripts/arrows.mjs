/**
 * Who may import whom inside extension/. The page's world must not reach our privileges, our pages
 * must not reach the worker, and only the worker may reach the engine.
 */
import { dirname, join, normalize } from 'node:path/posix';

/** Each folder with what it may import besides its own files. A folder that is not here may not exist. */
const MAY_IMPORT = {
  messages: [],
  // The names of the texts, so that a misspelt one does not compile.
  texts: ['_locales'],
  'page-door': ['messages'],
  'content-script': ['messages'],
  'exclusive-door': ['messages'],
  'service-worker': ['messages', 'texts', 'exclusive-door', 'the engine'],
  // The word lists for the strength of a passphrase.
  'shared-ui': ['messages', 'texts', '@zxcvbn-ts'],
  approval: ['messages', 'texts', 'shared-ui'],
  popup: ['messages', 'texts', 'shared-ui'],
  options: ['messages', 'texts', 'shared-ui'],
  welcome: ['messages', 'texts', 'shared-ui'],
};

/** What a folder of extension/ may import besides its own files; nothing if it has no such rule. */
export function importsAllowed(folder) {
  return MAY_IMPORT[folder];
}

const DRAWERS = /^(utils?|helpers?|common|misc|shared|lib)$/;

/** Faults of `files`, a map from paths like `extension/popup/popup.ts` to texts, as sentences. */
export function arrowFaults(files) {
  const paths = [...files.keys()];
  return [
    ...new Set(paths.flatMap(drawerFaults)),
    ...paths.filter(isScript).flatMap((path) => importFaults(path, files.get(path))),
  ];
}

const isScript = (path) => /^extension\/.*\.[jt]s$/.test(path);

function drawerFaults(path) {
  const drawer = dirname(path)
    .split('/')
    .find((folder) => DRAWERS.test(folder));
  return drawer ? [`${dirname(path)}: a folder is named after one idea, and "${drawer}" is none.`] : [];
}

function importFaults(path, text) {
  const [, folder] = path.split('/');
  const allowed = MAY_IMPORT[folder];
  if (!allowed) return [`${path}: scripts/arrows.mjs does not say what extension/${folder} may import.`];
  const forbidden = importsIn(text).filter((target) => ![folder, ...allowed].includes(placeOf(path, target)));
  return forbidden.map(
    (target) =>
      `${path} imports '${target}', but ${folder} may import only ${list([...allowed, 'its own files'])}.`,
  );
}

/** Static, dynamic and type-only imports and re-exports; comments do not count. */
export function importsIn(text) {
  const code = withoutComments(text);
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*(['"`])([^'"`\n]+)\1/g)].map(([, , target]) => target);
}

export function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function placeOf(path, target) {
  if (!target.startsWith('.')) return target.split('/')[0];
  const resolved = normalize(join(dirname(path), target));
  if (resolved.startsWith('build/wasm/')) return 'the engine';
  return resolved.startsWith('extension/') ? resolved.split('/')[1] : 'outside';
}

function list(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
