/** Has what Xenon produces verified by libraries that are not ours: in Python, in Node, and in Rust. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeed } from './command.mjs';
import { simpleWebAuthnTests } from './node-tests.mjs';
import { build, logs, root } from './paths.mjs';
import { installPython } from './python.mjs';
import { webauthnRsTests } from './rust-tests.mjs';
import { nodeTally, sumOf } from './tallies.mjs';
import { sentenceOf } from './trouble.mjs';
import { cargoArguments } from './wasm.mjs';

const MINUTES = 60_000;

/** One judge that cannot be asked is a failure, and does not keep the others from being asked. */
export async function judgeTests(tools, { grep, note }) {
  const evidence = await gatherEvidence(tools);
  const parts = [];
  for (const judge of [pythonTests, simpleWebAuthnTests, webauthnRsTests]) {
    const part = await judge(tools, { grep, note, ...evidence }).catch(failure);
    parts.push(part);
  }
  return sumOf(parts);
}

/** The ceremonies that are judged from a file, and the program that answers those who ask for themselves. */
async function gatherEvidence({ env }) {
  const programs = join(env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug');
  const evidence = {
    ceremonies: join(build, 'judges/ceremonies.json'),
    askedKey: join(programs, 'asked_key'),
  };
  mkdirSync(join(build, 'judges'), { recursive: true });
  // As in the crates' own tests, so that nothing is compiled twice. It builds the programs too.
  const args = ['test', '--workspace', '--test', 'judged_ceremonies', '--no-run', ...cargoArguments()];
  await succeed('Building what is judged', 'cargo', args, { env, log: join(logs, 'judged.log') });
  await succeed('Writing what is judged', join(programs, 'judged_ceremonies'), [evidence.ceremonies]);
  return evidence;
}

async function pythonTests(_tools, { grep, note, ceremonies }) {
  const python = await installPython('webauthn');
  const events = [];
  const script = join(root, 'tests/judges/python/judge.py');
  const result = await run(python, ['-B', script, ceremonies, ...(grep ? [grep] : [])], {
    log: join(logs, 'judges-python.log'),
    onLine: (line) => note(`${events.push(JSON.parse(line))} tests`),
    timeout: 5 * MINUTES,
  });
  const tally = nodeTally({ code: result.code, events });
  return { ...tally, output: tally.failed > 0 ? withoutEvents(result.output) : '' };
}

function withoutEvents(output) {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('{"outcome"'))
    .join('\n');
}

function failure(error) {
  return { passed: 0, failed: 1, skipped: [], output: sentenceOf(error) };
}
