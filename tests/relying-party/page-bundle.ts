import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const sources = 'tests/relying-party';
const scripts = ['assign-mfa-device', 'mfa', 'mfa-u2f', 'passkey', 'first-script'] as const;

export type PageScript = (typeof scripts)[number];

/** What the pages load, held in memory: nothing is written to disk and nothing comes from a network. */
export type PageBundle = {
  scripts: Readonly<Record<PageScript, string>>;
  styleSheet: string;
  icon: string;
};

/** Bundles the pages' scripts from the repository at `root`. */
export async function bundlePages(root: string): Promise<PageBundle> {
  const folder = join(root, sources);
  const pageFile = (name: string) => readFile(join(folder, 'pages', name), 'utf8');
  const { outputFiles } = await build({
    entryPoints: scripts.map((name) => join(folder, 'in-page', `${name}.ts`)),
    outdir: folder,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    logLevel: 'warning',
  });
  const bundled = scripts.map((name) => {
    const output = outputFiles.find(({ path }) => path.endsWith(`${name}.js`));
    return [name, output?.text ?? ''] as const;
  });
  return {
    scripts: Object.fromEntries(bundled) as Record<PageScript, string>,
    styleSheet: (await pageFile('style.css')) + (await pageFile('controls.css')),
    icon: await pageFile('icon.svg'),
  };
}
