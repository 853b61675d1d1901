/** How long the user waits for a question: against a window with nothing in it. */
import { closeWindow, nextWindow, paintedIn, shownIn } from './approval-window';
import type { DevTools } from './devtools';
import { evaluate } from './evaluate';
import { askForEmptyWindow, askForKey } from './key-page';
import type { Series } from './statistics';

export type Windows = {
  /** From the page's call until the question is painted. */
  shown: Series;
  /** From the page's call until a press on Approve counts. */
  armed: Series;
  /** From a page's message until a window with an empty page of an extension is painted. */
  empty: Series;
};

/** By now the window has painted; looking into it earlier would slow it down. */
const UNOBSERVED_MS = 350;

export async function measureWindows(devtools: DevTools, address: string, runs: number): Promise<Windows> {
  const page = { devtools, sessionId: await devtools.openPage(address) };
  const windows = { shown: [] as number[], armed: [] as number[], empty: [] as number[] };
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let run = 0; run <= runs; run += 1) {
    const question = await timed(devtools, 'approval/approval.html', () => evaluate(page, askForKey, []));
    const { contentShown, armed } = await shownIn(devtools, question.window);
    await closeWindow(devtools, question.window);
    const empty = await timed(devtools, 'empty.html', () => evaluate(page, askForEmptyWindow, []));
    const painted = await paintedIn(devtools, empty.window);
    await closeWindow(devtools, empty.window);
    // The first of each fills caches that every later one finds filled.
    if (run === 0 || contentShown === null || painted === null) continue;
    windows.shown.push(contentShown - question.start);
    windows.armed.push(armed - question.start);
    windows.empty.push(painted - empty.start);
  }
  return windows;
}

async function timed(devtools: DevTools, name: string, ask: () => Promise<number>) {
  const opening = nextWindow(devtools, name);
  const start = await ask();
  const window = await opening;
  await new Promise((resolve) => setTimeout(resolve, UNOBSERVED_MS));
  return { start, window };
}
