/** Runs bundled TypeScript tests with Node's own runner: each file in a process of its own, no retries. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleTests } from './bundle-tests.mjs';
import { run } from './command.mjs';
import { filesUnder } from './files.mjs';
import { dist, logs, root } from './paths.mjs';
import { installPython } from './python.mjs';
import { nodeTally } from './tallies.mjs';

const MINUTES = 60_000;

export async function unitTests(tools, options) {
  const ofScripts = filesUnder(join(root, 'scripts')).filter((file) => file.endsWith('.test.mjs'));
  const files = [
    ...(await bundleTests(['extension'])),
    ...ofScripts.map((file) => join(root, 'scripts', file)),
  ];
  return runFiles('units', files, tools, { ...options, timeout: 10 * MINUTES, atOnce: 2 });
}

/** Two at a time, each in a Chromium of its own: most of their time they wait, as a person would. */
export async function browserTests(tools, options) {
  const files = await bundleTests(['relying-party', 'browser']);
  const evidence = { XENON_U2F_PYTHON: await installPython('u2f') };
  return runFiles('browser', files, tools, { ...options, evidence, timeout: 30 * MINUTES, atOnce: 2 });
}

/** The library of the demo's own relying party, asked about every ceremony that was written down. */
export async function simpleWebAuthnTests(tools, { ceremonies, ...options }) {
  const files = await bundleTests(['judges']);
  const evidence = { XENON_CEREMONIES: ceremonies };
  return runFiles('judges-node', files, tools, { ...options, evidence, timeout: 5 * MINUTES });
}

async function runFiles(name, files, { chromium }, { grep, note, timeout, evidence, atOnce = 1 }) {
  if (files.length === 0) return { passed: 0, failed: 0, skipped: [], output: '' };
  const report = join(logs, `${name}.log`);
  const events = [];
  const result = await run(process.execPath, [...nodeArguments(report, grep, atOnce), ...files], {
    env: { ...environment(chromium), ...evidence },
    log: join(logs, `${name}.events.log`),
    onLine: (line) => note(summary(events, line)),
    timeout,
  });
  writeFileSync(join(logs, `${name}.seconds.log`), secondsOfFiles(events));
  const tally = nodeTally({ code: result.code, events });
  return { ...tally, output: tally.failed > 0 ? failuresIn(report, result.output) : '' };
}

function nodeArguments(report, grep, atOnce) {
  mkdirSync(dirname(report), { recursive: true });
  const reporters = [
    [join(root, 'scripts/node-test-events.mjs'), 'stdout'],
    ['spec', report],
  ];
  return [
    '--test',
    `--test-concurrency=${atOnce}`,
    ...(grep ? [`--test-name-pattern=${grep}`] : []),
    ...reporters.flatMap(([reporter, to]) => [
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${to}`,
    ]),
  ];
}

function environment(chromium) {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim();
  return { ...process.env, NODE_OPTIONS: nodeOptions, XENON_CHROMIUM: chromium, XENON_DIST: dist };
}

/** Where the time went: the files, the slowest first. */
function secondsOfFiles(events) {
  const spent = new Map();
  for (const { file, seconds } of events) if (file) spent.set(file, (spent.get(file) ?? 0) + seconds);
  const slowestFirst = [...spent].sort(([, a], [, b]) => b - a);
  return slowestFirst.map(([file, seconds]) => `${seconds.toFixed(1).padStart(8)} ${file}\n`).join('');
}

function summary(events, line) {
  if (line.startsWith('{"outcome"')) events.push(JSON.parse(line));
  const failed = events.filter(({ outcome }) => outcome === 'failed').length;
  return `${events.length} tests${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** The spec reporter repeats all failures at its end; where a run did not get there, all of it counts. */
function failuresIn(report, printed) {
  const text = readFileSync(report, 'utf8');
  const start = text.search(/^✖ failing tests:/m);
  const rest = printed.split('\n').filter((line) => !line.startsWith('{"outcome"'));
  return [start < 0 ? text : text.slice(start), ...rest].join('\n').trim();
}
