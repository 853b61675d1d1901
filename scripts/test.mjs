/**
 * `npm test`: sets up, builds and runs everything. `-- --only rust,judges,wasm,units,browser,check`
 * runs some of it, `-- --grep WORD` the tests of that name. The last line is `N passed, N failed`.
 */
import { parseArgs } from 'node:util';
import { checkSources } from './check-sources.mjs';
import { buildExtension } from './extension.mjs';
import { judgeTests } from './judges.mjs';
import { browserTests, unitTests } from './node-tests.mjs';
import { nativeTests, wasmTests } from './rust-tests.mjs';
import { setUp } from './setup.mjs';
import { say, step } from './step.mjs';
import { judged, lastLine, summaryTable } from './test-results.mjs';
import { sentenceOf } from './trouble.mjs';

/** Lints check every file and cannot be searched, so `--grep` leaves them out. */
const RUNNERS = {
  check: { title: undefined, work: (tools) => checkSources(tools) },
  rust: { title: 'testing the crates', work: nativeTests },
  judges: { title: 'asking other libraries', work: judgeTests },
  wasm: { title: 'testing the wasm in Chromium', work: wasmTests },
  units: { title: 'testing the TypeScript', work: unitTests },
  browser: { title: 'testing in Chromium', work: browserTests },
};

const { only, grep } = options();
const results = [];

const tools = await record('setup', () => setUp({ browser: ['chromium', 'chromedriver'] }));
const files = tools && (await record('build', () => buildExtension(tools)));
if (tools) for (const runner of only) await test(runner);
if (grep && tools) requireAnyTest();
report();

function options() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const all = Object.keys(RUNNERS).filter((name) => !(values.grep && name === 'check'));
  const wanted = values.only?.split(',') ?? all;
  const unknown = wanted.filter((name) => !(name in RUNNERS));
  if (unknown.length === 0) return { only: wanted, grep: values.grep };
  console.log(
    `--only knows ${Object.keys(RUNNERS).join(', ')}; it does not know ${unknown.join(', ')}.\n0 passed, 1 failed`,
  );
  process.exit(2);
}

/** Setting up and building are tests too: each can only pass or fail. */
async function record(runner, work) {
  const start = performance.now();
  const tally = { passed: 1, failed: 0, skipped: [], output: '' };
  const outcome = await work().catch((error) => void Object.assign(tally, failure(error)));
  results.push({ runner, ...tally, seconds: (performance.now() - start) / 1000 });
  return outcome;
}

async function test(runner) {
  const start = performance.now();
  const tally =
    needsBuild(runner) && !files
      ? failure('It was not run, because the build failed.')
      : await tallyOf(runner);
  const result = judged(runner, tally, { filtered: grep !== undefined });
  results.push({ ...result, seconds: (performance.now() - start) / 1000 });
}

function needsBuild(runner) {
  return runner === 'units' || runner === 'browser';
}

async function tallyOf(runner) {
  const { title, work } = RUNNERS[runner];
  const begin = (note) => work(tools, { grep, note });
  return (title ? step(title, begin, ({ failed }) => failed === 0) : begin()).catch(failure);
}

/** A runner may have no test of that name; all of them together must have one. */
function requireAnyTest() {
  const chosen = results.filter(({ runner }) => only.includes(runner));
  if (chosen.some(({ passed, failed }) => passed + failed > 0)) return;
  results.push({ runner: 'grep', ...failure(`No test has "${grep}" in its name.`), seconds: 0 });
}

function failure(error) {
  return { passed: 0, failed: 1, skipped: [], output: sentenceOf(error) };
}

function report() {
  for (const { runner, output, failed } of results) {
    if (failed > 0) say(`\n===== ${runner}: ${failed} failed\n\n${output}`);
  }
  say(`\n${summaryTable(results)}\n\nFull logs are in build/logs/.\n${lastLine(results)}`);
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}
