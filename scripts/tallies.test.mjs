import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeTally, rustTally, sumOf, withoutProgress } from './tallies.mjs';
import { judged, lastLine } from './test-results.mjs';

const CARGO = `
     Running unittests src/lib.rs (target/debug/deps/xenon_vault-1)
running 3 tests
test seals ... ok
test opens ... FAILED
test slow ... ignored, takes an hour

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s
   Doc-tests xenon_vault
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
`;

const WASM = `
Running headless tests in Chrome on \`http://127.0.0.1:1/\`
running 2 tests
test signs ... FAIL
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 filtered out; finished in 1.13s
`;

test('cargo test is counted over all its programs', () => {
  assert.deepEqual(rustTally({ code: 101, output: CARGO }), { passed: 5, failed: 1, skipped: ['slow'] });
});

test('the wasm test runner is counted the same way', () => {
  assert.deepEqual(rustTally({ code: 1, output: WASM }), { passed: 1, failed: 1, skipped: [] });
});

test('a run that does not compile is one failure', () => {
  assert.deepEqual(rustTally({ code: 101, output: 'error[E0308]: mismatched types' }), {
    passed: 0,
    failed: 1,
    skipped: [],
  });
});

test('a failing run shows its failures without the successes', () => {
  const shown = withoutProgress(CARGO);
  assert.match(shown, /test opens \.\.\. FAILED/);
  assert.doesNotMatch(shown, /test seals|Running/);
});

test('node tests are counted by their events', () => {
  const events = [
    { outcome: 'passed', name: 'a' },
    { outcome: 'failed', name: 'b' },
    { outcome: 'skipped', name: 'c' },
  ];
  assert.deepEqual(nodeTally({ code: 1, events }), { passed: 1, failed: 1, skipped: ['c'] });
  assert.equal(nodeTally({ code: 124, events: [{ outcome: 'passed', name: 'a' }] }).failed, 1);
});

test('several tallies are one', () => {
  const one = { passed: 2, failed: 1, skipped: ['slow'], output: 'a' };
  const other = { passed: 3, failed: 0, skipped: [], output: '' };
  assert.deepEqual(sumOf([one, other]), { passed: 5, failed: 1, skipped: ['slow'], output: 'a' });
});

test('a runner without tests fails, unless tests were chosen by name', () => {
  const none = { passed: 0, failed: 0, skipped: [], output: '' };
  assert.equal(judged('units', none).failed, 1);
  assert.equal(judged('units', none, { filtered: true }).failed, 0);
});

test('a skipped test fails unless it was declared', () => {
  const tally = { passed: 1, failed: 0, skipped: ['slow'], output: '' };
  assert.match(judged('rust', tally).output, /"slow" was skipped/);
  assert.equal(judged('rust', tally).failed, 1);
  const declared = [{ runner: 'rust', test: 'slow', reason: 'takes an hour' }];
  assert.equal(judged('rust', tally, { declared }).failed, 0);
});

test('the last line adds up all runners', () => {
  const results = [
    { passed: 2, failed: 0 },
    { passed: 3, failed: 1 },
  ];
  assert.equal(lastLine(results), '5 passed, 1 failed');
});
