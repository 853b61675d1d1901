/** What a run of all tests comes to. */
import { DECLARED_SKIPS } from './declared-skips.mjs';
import { table } from './table.mjs';

/** Turns what must not pass silently into failures: no test at all, or a skip that nobody declared. */
export function judged(runner, tally, { filtered = false, declared = DECLARED_SKIPS } = {}) {
  const isDeclared = (test) => declared.some((skip) => skip.runner === runner && skip.test === test);
  const undeclared = tally.skipped.filter((test) => !isDeclared(test));
  const isEmpty = !filtered && tally.passed + tally.failed === 0;
  const faults = [
    ...undeclared.map((test) => `"${test}" was skipped, which scripts/declared-skips.mjs does not declare.`),
    ...(isEmpty ? ['No test ran.'] : []),
  ];
  return {
    ...tally,
    runner,
    failed: tally.failed + faults.length,
    output: [tally.output, ...faults].filter(Boolean).join('\n'),
  };
}

export function summaryTable(results) {
  const rows = results.map(({ runner, passed, failed, skipped, seconds }) => [
    runner,
    passed,
    failed,
    skipped.length,
    seconds.toFixed(1),
  ]);
  return table([['runner', 'passed', 'failed', 'skipped', 'seconds'], ...rows]);
}

/** The line that others read: it comes last. */
export function lastLine(results) {
  const total = (count) => results.reduce((sum, result) => sum + result[count], 0);
  return `${total('passed')} passed, ${total('failed')} failed`;
}
