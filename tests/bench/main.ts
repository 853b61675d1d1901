/**
 * `npm run bench`: figures of this machine, on the terminal and in build/bench.json. `-- --runs N` sets how many,
 * `-- --keys N,N,...` how large the vaults are.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser';
import { measureCalls } from './calls';
import { thisMachine } from './machine';
import { asJson, type Figures, report } from './report';
import { measureScale } from './scale';
import { startSite } from './site';
import { sizesIn } from './sizes';
import { measureWindows } from './windows';

const DEFAULT_RUNS = 200;
const FEWEST_RUNS = 20;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: String(DEFAULT_RUNS) },
    keys: { type: 'string', default: '10,1000,10000' },
  },
});
const runs = Number(values.runs);
const sizes = values.keys.split(',').map(Number);

const isAscending = sizes.every((size, at) => Number.isInteger(size) && size > (sizes[at - 1] ?? 0));

if (Number.isInteger(runs) && runs >= FEWEST_RUNS && isAscending) {
  const figures = await measure(process.env.XENON_DIST ?? resolve('dist'));
  console.log(`\n${report(figures)}`);
  writeFileSync('build/bench.json', asJson(figures));
  console.log('\nEvery value is in build/bench.json.');
} else {
  console.error(`--runs wants a number from ${FEWEST_RUNS} on, and --keys numbers that ascend.`);
  process.exitCode = 2;
}

async function measure(dist: string): Promise<Figures> {
  const extensions = copied({ xenon: dist, echo: 'tests/bench/echo-extension' });
  const site = await startSite();
  const { devtools, close } = await startBrowser([extensions.xenon, extensions.echo]);
  try {
    console.log(`Calls, ${runs} of each by turns ...`);
    const calls = await measureCalls(devtools, site.url('bench'), runs);
    console.log('Windows ...');
    const windows = await measureWindows(devtools, site.url('window'), Math.max(10, Math.ceil(runs / 8)));
    console.log(`Vaults of ${sizes.join(', ')} keys ...`);
    const scale = await measureScale(extensions.xenon, site, sizes);
    const machine = await thisMachine(devtools);
    return { machine, calls, windows, scale, sizes: sizesIn(extensions.xenon) };
  } finally {
    await close();
    site.close();
    rmSync(extensions.folder, { recursive: true, force: true });
  }
}

/** A build that is made meanwhile must not change what is measured. */
function copied(sources: { xenon: string; echo: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'xenon-bench-extensions-'));
  const copy = (name: 'xenon' | 'echo') => {
    cpSync(sources[name], join(folder, name), { recursive: true });
    return join(folder, name);
  };
  return { folder, xenon: copy('xenon'), echo: copy('echo') };
}
