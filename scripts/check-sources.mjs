/** Runs the lints one after another; each counts as one test that passes or fails. */
import { lints } from './lints.mjs';
import { step } from './step.mjs';

export async function checkSources(tools, options) {
  const tally = { passed: 0, failed: 0, skipped: [], output: '' };
  for (const { name, judge } of lints(tools, options)) {
    const { passed, output } = await step(`checking ${name}`, judge, (verdict) => verdict.passed);
    tally[passed ? 'passed' : 'failed'] += 1;
    if (!passed) tally.output += `--- ${name}\n${output.trim()}\n\n`;
  }
  return tally;
}
