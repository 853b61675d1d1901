/**
 * `npm run bench`: figures of this machine, on the terminal and in build/bench.json. `-- --only calls,memory` measures
 * some parts, `-- --runs N` sets how many calls; choices.ts has the other options.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Choices, chosen } from './choices';
import { inWords, thisMachine } from './machine';
import type { Measured, RunnablePart, Stage } from './part';
import { PARTS } from './parts';
import { startSite } from './site';

const wanted = chosen(PARTS.map(({ name }) => name));
if ('fault' in wanted) {
  console.error(wanted.fault);
  process.exitCode = 2;
} else {
  const { choices, only } = wanted;
  await bench(
    PARTS.filter(({ name }) => only.includes(name)),
    choices,
  );
}

async function bench(parts: RunnablePart[], choices: Choices): Promise<void> {
  const measured = await measure(parts, choices);
  const machine = await thisMachine();
  const texts = [inWords(machine), ...measured.map(({ text }) => text)];
  console.log(`\n${texts.join('\n\n')}`);
  const figures = Object.fromEntries(measured.map(({ name, figures }) => [name, figures]));
  writeFileSync('build/bench.json', asJson({ machine, ...figures }));
  console.log('\nEvery value is in build/bench.json.');
}

async function measure(parts: RunnablePart[], choices: Choices): Promise<Measured[]> {
  const { folder, ...extensions } = copied(process.env.XENON_DIST ?? resolve('dist'));
  const site = await startSite();
  const measured: Measured[] = [];
  try {
    for (const part of parts) measured.push(await orFailed(part, { ...extensions, site, choices }));
    return measured;
  } finally {
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A part that fails says so in its place; the others are worth having all the same. */
async function orFailed(part: RunnablePart, stage: Stage): Promise<Measured> {
  try {
    return await part.run(stage);
  } catch (error) {
    process.exitCode = 1;
    const fault = error instanceof Error ? error.message : String(error);
    return { name: part.name, figures: { fault }, text: `${part.name} failed: ${fault}` };
  }
}

/** A build that is made meanwhile must not change what is measured. */
function copied(dist: string) {
  const folder = mkdtempSync(join(tmpdir(), 'xenon-bench-extensions-'));
  const copy = (source: string, name: string) => {
    cpSync(source, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  return { folder, xenon: copy(dist, 'xenon'), echo: copy('tests/bench/echo-extension', 'echo') };
}

/** Milliseconds to the microsecond. */
function asJson(figures: object): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
  return `${JSON.stringify(figures, rounded, 1)}\n`;
}
