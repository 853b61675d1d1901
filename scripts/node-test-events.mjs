import { relative } from 'node:path';

/**
 * A reporter for `node --test` that prints one JSON object per finished test. Suites are not tests.
 * A file is one only when it fails as a whole; a file without any test fails. Of such a file it prints
 * also what it wrote besides, for its reason is nowhere else.
 */
export default async function* events(source) {
  const filesWithTests = new Set();
  const written = new Map();
  for await (const { type, data } of source) {
    if (type === 'test:stderr') written.set(data.file, (written.get(data.file) ?? '') + data.message);
    // What goes wrong between and after the tests has no file, only these words.
    if (type === 'test:diagnostic' && data.message.startsWith('Error')) yield `${data.message}\n`;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const event = eventOf(type, data, filesWithTests);
    if (event) yield `${JSON.stringify(event)}\n${reasonOf(event, data, written)}`;
  }
}

function reasonOf({ outcome }, data, written) {
  return outcome === 'failed' && isWholeFile(data) ? (written.get(data.file) ?? '') : '';
}

function eventOf(type, data, filesWithTests) {
  const { name, file, skip, todo, details } = data;
  if (details?.type === 'suite')
    return type === 'test:fail' && isOwnFailure(details) ? { outcome: 'failed', name } : undefined;
  if (isWholeFile(data)) return wholeFile(type, data, filesWithTests);
  filesWithTests.add(file);
  if (isFilteredOut(skip)) return undefined;
  const outcome = skip !== undefined || todo !== undefined ? 'skipped' : outcomeOf(type);
  return { outcome, name, file: relative(process.cwd(), file), seconds: secondsOf(data) };
}

/** A test within another is part of that one's time. */
function secondsOf({ nesting, details }) {
  return nesting === 0 ? details.duration_ms / 1000 : 0;
}

function wholeFile(type, { name, file }, filesWithTests) {
  if (type === 'test:fail') return { outcome: 'failed', name };
  return filesWithTests.has(file) ? undefined : { outcome: 'failed', name: `${name} holds no test` };
}

const outcomeOf = (type) => (type === 'test:pass' ? 'passed' : 'failed');

/** Node reports a file that ran in its own process as a test with the file's name. */
function isWholeFile({ name, file, nesting }) {
  return nesting === 0 && (name === file || file?.endsWith(`/${name}`) === true);
}

/** A suite fails again for each test that failed in it; only its hooks' failures are its own. */
function isOwnFailure({ error }) {
  return error?.failureType !== 'subtestsFailed';
}

function isFilteredOut(skip) {
  return typeof skip === 'string' && skip.includes('does not match');
}
