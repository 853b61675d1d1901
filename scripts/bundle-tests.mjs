/** Makes the TypeScript under tests/ runnable by a Node that only knows JavaScript. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './bundles.mjs';
import { filesUnder } from './files.mjs';
import { build, root } from './paths.mjs';
import { Trouble } from './trouble.mjs';

/** Bundles every `*.test.ts` below the given folders of tests/; returns the bundles' paths. */
export function bundleTests(folders) {
  return bundle(
    folders.flatMap((folder) =>
      filesUnder(join(root, 'tests', folder))
        .filter(isTest)
        .map((file) => `${folder}/${file}`),
    ),
  );
}

/** Bundles one program of tests/, such as `browser/story.ts`; returns the bundle's path. */
export async function bundleProgram(entry) {
  if (!existsSync(join(root, 'tests', entry)))
    throw new Trouble(`tests/${entry} is missing: there is nothing to run.`);
  const [path] = await bundle([entry]);
  return path;
}

const isTest = (file) => file.endsWith('.test.ts');

async function bundle(entries) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    entryPoints: entries.map((entry) => join(root, 'tests', entry)),
    outbase: join(root, 'tests'),
    outdir: join(build, 'tests'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    loader: { '.html': 'text', '.css': 'text', '.pem': 'text' },
    logLevel: 'silent',
  }).catch(explain);
  return entries.map((entry) => join(build, 'tests', entry.replace(/\.ts$/, '.mjs')));
}
