/**
 * A browser behind a standing approval, with a copy of Xenon in which page door, content script and worker set
 * marks. What ships has none of them, and so no cost.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../browser';
import { evaluate } from '../evaluate';
import { bringToFront, type Enrolled, enrol } from '../first-key';
import type { Stage } from '../part';
import { pause } from '../pause';
import { stopWorkers } from '../workers';
import { markContentScript, markPage, markPageDoor } from './page-marks';
import { markWorker } from './worker-marks';

const MARKS = {
  'page-door/page-door.js': markPageDoor,
  'content-script/content-script.js': markContentScript,
  'service-worker/worker.js': markWorker,
};

/** After the worker has stopped, Chromium takes its process down too. */
const COLD_PAUSE_MS = 400;

export async function inMarkedBrowser<T>(
  { xenon, site }: Stage,
  work: (enrolled: Enrolled) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'xenon-bench-marked-'));
  setMarks(xenon, folder);
  const { devtools, close } = await startBrowser([folder]);
  try {
    const enrolled = await enrol(devtools, site.url('bench'));
    await bringToFront(enrolled.page);
    await evaluate(enrolled.page, markPage, []);
    return await work(enrolled);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the extension, with the marks in front of its scripts. */
function setMarks(xenon: string, folder: string): void {
  cpSync(xenon, folder, { recursive: true });
  for (const [script, marks] of Object.entries(MARKS)) {
    const path = join(folder, script);
    writeFileSync(path, `(${marks})();\n${readFileSync(path, 'utf8')}`);
  }
}

/** Stops the worker; the next call finds none, and its process gone. */
export async function stopAndRest({ page }: Enrolled): Promise<void> {
  await stopWorkers(page);
  await pause(COLD_PAUSE_MS);
}

/** Calls in the page, with the user's activation. */
export function call<Arguments extends unknown[], Result>(
  { page }: Enrolled,
  work: (...args: Arguments) => Promise<Result>,
  args: Arguments,
): Promise<Awaited<Result>> {
  return evaluate(page, work, args, { userGesture: true });
}
