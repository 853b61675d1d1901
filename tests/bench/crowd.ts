/** Requests at once: every frame of many tabs signs in at the same time, and every promise settles. */
import { startBrowser } from './browser';
import { evaluate, type PageSession } from './evaluate';
import { enrol } from './first-key';
import type { Part, Stage } from './part';
import { pause } from './pause';
import { median, p95 } from './statistics';
import { table } from './table';

/**
 * What became of a frame's request, and after how many ms: `signed`, the name of an error, or `unsettled`. Where the page's
 * click had run out before its frame came to ask, the user is asked or the request refused; what still waits
 * for the user in the end, the page aborts.
 */
type Settled = { outcome: string; ms: number };

export type Crowd = { tabs: number; frames: number; settled: Settled[]; ms: number };

/** Longer than the busiest worker takes: who waits longer waits for the user. */
const PATIENCE_MS = 90_000;

export const crowd: Part<Crowd> = {
  name: 'crowd',
  about: ({ tabs, frames }) => `Requests at once, ${tabs} tabs with ${frames} frames each`,
  measure: measureCrowd,
  report({ tabs, frames, settled, ms }) {
    const times = settled.map((one) => one.ms);
    const outcomes = [...new Set(settled.map(({ outcome }) => outcome))];
    return [
      `Requests at once: ${tabs} tabs × ${frames} frames, ${settled.length} requests, all over after ${(ms / 1000).toFixed(1)} s`,
      table([
        ['outcome', 'requests'],
        ...outcomes.map((name) => [name, String(settled.filter(({ outcome }) => outcome === name).length)]),
      ]),
      `A frame waited ${median(times).toFixed(0)} ms (median), ${p95(times).toFixed(0)} (p95), ${Math.max(...times).toFixed(0)} (most).`,
    ].join('\n');
  },
};

async function measureCrowd({ xenon, site, choices }: Stage): Promise<Crowd> {
  const { devtools, close } = await startBrowser([xenon]);
  const { tabs, frames } = choices;
  try {
    const address = site.url('bench');
    const { id } = await enrol(devtools, address);
    const pages: PageSession[] = [];
    for (let tab = 0; tab < tabs; tab += 1)
      pages.push(await withFrames({ devtools, sessionId: await devtools.openPage(address) }, frames));
    await pause(1_000);
    const start = performance.now();
    const asked = pages.map((page) =>
      evaluate(page, signInEverywhere, [id, PATIENCE_MS], { userGesture: true }),
    );
    const settled = (await Promise.all(asked)).flat();
    return { tabs, frames, settled, ms: performance.now() - start };
  } finally {
    await close();
  }
}

async function withFrames(page: PageSession, frames: number): Promise<PageSession> {
  await evaluate(page, addFrames, [frames]);
  return page;
}

// What follows runs in the page.

async function addFrames(count: number): Promise<void> {
  const loaded = Array.from({ length: count }, () => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener('load', resolve));
  });
  await Promise.all(loaded);
}

async function signInEverywhere(id: string, patience: number): Promise<Settled[]> {
  const encoded = id.replaceAll('-', '+').replaceAll('_', '/');
  const key = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  const options = () => ({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      allowCredentials: [{ type: 'public-key' as const, id: key }],
      userVerification: 'discouraged' as const,
    },
  });
  const outcomeIn = async (frame: Window): Promise<Settled> => {
    const start = performance.now();
    const aborter = new AbortController();
    setTimeout(() => aborter.abort(), patience);
    const asked = frame.navigator.credentials.get({ ...options(), signal: aborter.signal }).then(
      () => 'signed',
      (error: Error) => error.name,
    );
    const forgotten = new Promise<string>((resolve) => setTimeout(() => resolve('unsettled'), 2 * patience));
    const outcome = await Promise.race([asked, forgotten]);
    return { outcome, ms: performance.now() - start };
  };
  const frames = Array.from({ length: window.length }, (_, at) => window[at] as Window);
  return Promise.all(frames.map(outcomeIn));
}
