/** Folders as lists and maps of files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The paths of all files below `folder`, relative to it, with forward slashes, sorted. */
export function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(join(folder, entry.name)).map((file) => `${entry.name}/${file}`)
        : [entry.name],
    )
    .sort();
}

/** All files below `folder` with their bytes, by relative path. */
export function readFolder(folder) {
  return new Map(filesUnder(folder).map((file) => [file, readFileSync(join(folder, file))]));
}

/** Makes `folder` hold exactly `files`. A folder that already does is not touched: a browser may have it loaded. */
export function replaceFolder(folder, files) {
  if (isSame(readFolder(folder), files)) return;
  const next = `${folder}.next`;
  rmSync(next, { recursive: true, force: true });
  writeFiles(next, files);
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}

export function writeFiles(folder, files) {
  for (const [file, bytes] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
}

function isSame(present, wanted) {
  return (
    present.size === wanted.size && [...wanted].every(([file, bytes]) => present.get(file)?.equals(bytes))
  );
}
