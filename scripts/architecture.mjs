/** Whether docs/architecture.md is true of the tree. */
import { importsAllowed } from './arrows.mjs';

const MAPPED = ['wasm', 'extension', 'tests'];

/** Faults of the page's `text`, given all `paths` of the repository, as sentences. */
export function architectureFaults(text, paths) {
  const folders = foldersOf(paths);
  const rows = rowsOf(text);
  return [
    ...folders.filter((folder) => !rows.has(folder)).map((folder) => `docs/architecture.md lacks ${folder}.`),
    ...pathsIn(text)
      .filter((path) => !exists(path, paths))
      .map((path) => `docs/architecture.md names ${path}, which is not there.`),
    ...[...rows].flatMap(([folder, cells]) => importFaults(folder, cells)),
  ];
}

function foldersOf(paths) {
  const folders = paths.filter((path) => MAPPED.includes(path.split('/')[0]) && path.split('/').length > 2);
  return [...new Set(folders.map((path) => `${path.split('/').slice(0, 2).join('/')}/`))];
}

/** The rows of the tables that begin with a folder, by folder. */
function rowsOf(text) {
  const lines = text.split('\n').filter((line) => line.startsWith('| `'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(cells.map(([folder, ...rest]) => [folder.replaceAll('`', ''), rest]));
}

/** What stands in backticks and can be nothing but a path of the repository. */
function pathsIn(text) {
  const named = [...text.matchAll(/`((?:wasm|extension|tests|scripts)\/[\w./-]+)`/g)].map(([, path]) => path);
  return [...new Set(named)];
}

function exists(path, paths) {
  return path.endsWith('/') ? paths.some((one) => one.startsWith(path)) : paths.includes(path);
}

function importFaults(folder, [, said]) {
  const allowed = importsAllowed(/^extension\/([\w-]+)\/$/.exec(folder)?.[1]);
  if (!allowed) return [];
  const expected = allowed.length === 0 ? 'nothing' : allowed.map((name) => `\`${name}\``).join(', ');
  return said === expected
    ? []
    : [`docs/architecture.md says that ${folder} may import ${said}; it may import ${expected}.`];
}
