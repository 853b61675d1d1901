/** Reads from what the test runners print how many tests passed. */

/**
 * What `cargo test` and wasm-bindgen's runner say: one `test result:` line per program. A run that
 * ended badly without any failed test (it did not compile, it crashed) counts as one failure.
 */
export function rustTally({ code, output }) {
  const results = [...output.matchAll(/^\s*test result: \w+\. (\d+) passed; (\d+) failed;/gm)];
  const passed = sum(results.map(([, count]) => count));
  const failed = sum(results.map(([, , count]) => count));
  const skipped = [...output.matchAll(/^\s*test (.+?) \.\.\. ignored/gm)].map(([, name]) => name);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

/** What scripts/node-test-events.mjs says: one JSON object per line. */
export function nodeTally({ code, events }) {
  const passed = events.filter(({ outcome }) => outcome === 'passed').length;
  const failed = events.filter(({ outcome }) => outcome === 'failed').length;
  const skipped = events.filter(({ outcome }) => outcome === 'skipped').map(({ name }) => name);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

/** Several tallies as one. */
export function sumOf(tallies) {
  return {
    passed: sum(tallies.map(({ passed }) => passed)),
    failed: sum(tallies.map(({ failed }) => failed)),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    output: tallies
      .map(({ output }) => output)
      .filter(Boolean)
      .join('\n\n'),
  };
}

/** What cargo printed without progress and successes. */
export function withoutProgress(output) {
  const noise =
    /^\s*(Compiling|Checking|Downloaded|Downloading|Finished|Running|Updating|Locking|Fresh|Dirty|Blocking)\b|^\s*test .+ \.\.\. ok$/;
  return output
    .split('\n')
    .filter((line) => !noise.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function sum(counts) {
  return counts.reduce((total, count) => total + Number(count), 0);
}
