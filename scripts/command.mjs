/** Runs other programs, keeps what they say, and takes them along when this process ends. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from './paths.mjs';
import { spoken } from './step.mjs';
import { Trouble } from './trouble.mjs';

const children = new Set();
process.on('exit', () => children.forEach(end));
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

/**
 * Runs a program to its end: its exit code (127 if it could not start, 124 if it took longer than
 * `timeout` milliseconds) and everything it printed. `log` names a file that gets the same text,
 * `onLine` sees each line of standard output.
 */
export function run(program, args, { cwd = root, env = process.env, log, onLine, timeout } = {}) {
  return new Promise((resolve) => {
    // A group of its own, so that what it starts ends with it.
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const record = recorder(log);
    const watch = watchdog(child, timeout);
    const finish = (code) => {
      children.delete(child);
      record.write(watch.verdict());
      resolve({ code: watch.verdict() ? 124 : code, output: record.close() });
    };
    children.add(child);
    child.stdout.on('data', record.write);
    child.stderr.on('data', record.write);
    if (onLine) child.stdout.on('data', byLine(onLine));
    child.on('error', () => finish(127));
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Like {@link run}, but a failure becomes a sentence that ends with what the program said last. */
export async function succeed(purpose, program, args, options) {
  const { code, output } = await run(program, args, options);
  if (code === 0) return output;
  const last = output.trim().split('\n').slice(-25).join('\n');
  throw new Trouble(`${last}\n\n${purpose} failed: \`${program} ${args.join(' ')}\` ended with ${code}.`);
}

function end(child) {
  try {
    process.kill(-child.pid);
  } catch {
    // It has ended by itself.
  }
}

function watchdog(child, timeout) {
  let verdict = '';
  const expire = () => {
    verdict = `\nStopped: it took longer than ${spoken(timeout)}.\n`;
    end(child);
  };
  const timer = timeout && setTimeout(expire, timeout);
  child.on('close', () => clearTimeout(timer));
  return { verdict: () => verdict };
}

function recorder(log) {
  const chunks = [];
  if (log) mkdirSync(dirname(log), { recursive: true });
  const file = log && createWriteStream(log);
  const write = (chunk) => {
    chunks.push(Buffer.from(chunk));
    file?.write(chunk);
  };
  const close = () => {
    file?.end();
    return Buffer.concat(chunks).toString();
  };
  return { write, close };
}

function byLine(onLine) {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) onLine(line);
  };
}
