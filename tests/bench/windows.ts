/** How long the user waits for a question, and for the popup: against a window with nothing in it. */
import { closeWindow, nextWindow, paintedIn, shownIn } from './approval-window';
import { startBrowser } from './browser';
import { comparisonTable } from './comparison';
import type { DevTools } from './devtools';
import { evaluate, type PageSession } from './evaluate';
import { enrol, openOwnPage } from './first-key';
import { askForEmptyWindow, askForKey } from './key-page';
import type { Part, Stage } from './part';
import { pause } from './pause';
import type { Series } from './statistics';

export type Windows = {
  /** From the page's call until the question is painted. */
  shown: Series;
  /** From the page's call until a press on Approve counts. */
  armed: Series;
  /** From a page's message until a window with an empty page of an extension is painted. */
  empty: Series;
  /** From an extension page's call until the popup's content, or an empty page in its place, is painted. */
  popup: Series;
  emptyPopup: Series;
};

/** By now the window has painted; looking into it earlier would slow it down. */
const UNOBSERVED_MS = 350;

/** The approval window and the toolbar popup. */
export const windows: Part<Windows> = {
  name: 'windows',
  about: ({ runs }) => `Windows, ${windowsFor(runs)} of each by turns`,
  measure: measureWindows,
  report: ({ shown, armed, empty, popup, emptyPopup }) =>
    [
      "From the page's call to the question, against an empty page in a window; and from the opening of the popup",
      comparisonTable('empty', [
        { name: 'question shown', ours: shown, theirs: empty },
        { name: 'Approve armed', ours: armed, theirs: empty },
        { name: 'popup shown', ours: popup, theirs: emptyPopup },
      ]),
    ].join('\n'),
};

const windowsFor = (runs: number) => Math.max(10, Math.ceil(runs / 8));

async function measureWindows({ xenon, echo, site, choices }: Stage): Promise<Windows> {
  const { devtools, close } = await startBrowser([xenon, echo]);
  const runs = windowsFor(choices.runs);
  try {
    const enrolled = await enrol(devtools, site.url('bench'));
    const page = { devtools, sessionId: await devtools.openPage(site.url('window')) };
    const questions = await measureQuestions(page, runs);
    const own = await openOwnPage(enrolled, 'options/options.html');
    return { ...questions, ...(await measurePopups(own, page, runs)) };
  } finally {
    await close();
  }
}

async function measureQuestions(page: PageSession, runs: number) {
  const { devtools } = page;
  const windows = { shown: [] as number[], armed: [] as number[], empty: [] as number[] };
  await pause(500);
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

async function measurePopups(own: PageSession, page: PageSession, runs: number) {
  const popups = { popup: [] as number[], emptyPopup: [] as number[] };
  const empty = await emptyPage(page);
  for (let run = 0; run <= runs; run += 1) {
    const ours = await popupShown(own, 'popup/popup.html');
    const theirs = await popupShown(empty, 'empty.html');
    if (run === 0 || ours === null || theirs === null) continue;
    popups.popup.push(ours);
    popups.emptyPopup.push(theirs);
  }
  return popups;
}

/** A page of the echo extension's, which may open that one's popup. */
async function emptyPage(page: PageSession): Promise<PageSession> {
  const { devtools } = page;
  const { window } = await timed(devtools, 'empty.html', () => evaluate(page, askForEmptyWindow, []));
  const sessionId = await devtools.openPage(window.url);
  await closeWindow(devtools, window);
  return { devtools, sessionId };
}

async function popupShown(opener: PageSession, address: string): Promise<number | null> {
  const { devtools, sessionId } = opener;
  await devtools.send('Page.bringToFront', {}, sessionId);
  const { start, window } = await timed(devtools, address, () => evaluate(opener, openPopup, []));
  const painted = await paintedIn(devtools, window);
  await closeWindow(devtools, window);
  return painted && painted - start;
}

async function timed(devtools: DevTools, name: string, ask: () => Promise<number>) {
  const opening = nextWindow(devtools, name);
  const start = await ask();
  const window = await opening;
  await pause(UNOBSERVED_MS);
  return { start, window };
}

// What follows runs in a page of an extension.

async function openPopup(): Promise<number> {
  const start = performance.timeOrigin + performance.now();
  await chrome.action.openPopup();
  return start;
}
