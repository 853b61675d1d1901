/** Turns the extension's TypeScript into the scripts that Chrome loads. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, root } from './paths.mjs';
import { chromeMajor } from './tool-versions.mjs';
import { Trouble } from './trouble.mjs';

const PAGES = ['approval', 'popup', 'options', 'welcome'];

/** One bundle per way in which Chrome loads a script. */
const BUNDLES = [
  { entries: ['service-worker/worker'], format: 'esm' },
  { entries: ['content-script/content-script'], format: 'iife' },
  { entries: ['content-script/stand-aside'], format: 'iife' },
  { entries: ['page-door/page-door'], format: 'iife' },
  { entries: PAGES.map((page) => `${page}/${page}`), format: 'esm', splitting: true },
];

/** The scripts of dist/ by path, and their source maps, which do not ship. */
export async function bundleExtension() {
  const outputs = (await Promise.all(BUNDLES.map(bundle))).flat();
  const isMap = ([path]) => path.endsWith('.map');
  return {
    scripts: new Map(outputs.filter((output) => !isMap(output))),
    maps: new Map(outputs.filter(isMap)),
  };
}

async function bundle({ entries, format, splitting = false }) {
  const { build: esbuild } = await import('esbuild');
  const result = await esbuild({
    entryPoints: entries.map(sourceOf),
    outbase: join(root, 'extension'),
    outdir: join(build, 'extension'),
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    write: false,
    format,
    splitting,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'external',
    target: `chrome${chromeMajor()}`,
    logLevel: 'silent',
  }).catch(explain);
  return result.outputFiles.map(({ path, contents }) => [
    relative(join(build, 'extension'), path),
    Buffer.from(contents),
  ]);
}

function sourceOf(entry) {
  const source = join(root, 'extension', `${entry}.ts`);
  if (existsSync(source)) return source;
  throw new Trouble(`extension/${entry}.ts is missing: the extension cannot be built without it.`);
}

/** esbuild says what is wrong and where; its stack says nothing. */
export async function explain(error) {
  const { formatMessages } = await import('esbuild');
  const messages = await formatMessages(error.errors ?? [], { kind: 'error' });
  throw new Trouble(messages.join('').trim() || error.message);
}
