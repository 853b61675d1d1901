/** Keys made and used behind a standing approval, by turns with Chromium's own virtual authenticator. */
import { createVaultAndRemember, nextWindow } from './approval-window';
import { startBrowser } from './browser';
import type { DevTools } from './devtools';
import { evaluate, type PageSession } from './evaluate';
import { measuredCreate, measuredEcho, measuredGet } from './key-page';
import type { Series } from './statistics';
import { stopWorkers } from './workers';

export type Calls = Record<'create' | 'get', { xenon: Series; chromium: Series }> & {
  /** The first call after the worker was stopped. */
  cold: { create: Series; get: Series; echo: Series };
};

/** Keys that a site has at most: more would be a site that no person has. Chromium takes fewer still. */
const KEYS_AT_MOST = 10;
/** What a call leaves to be done after its answer must not be billed to the next one. */
const PAUSE_MS = 15;
/** After the worker has stopped, Chromium takes its process down too. */
const COLD_PAUSE_MS = 400;

const USER_GESTURE = { userGesture: true };

/** Measures in `devtools`, which has Xenon and the echo extension, and in a Chromium that has neither. */
export async function measureCalls(devtools: DevTools, address: string, runs: number): Promise<Calls> {
  const reference = await startBrowser();
  try {
    const xenon = { devtools, sessionId: await devtools.openPage(address) };
    const chromium = { devtools: reference.devtools, sessionId: await reference.devtools.openPage(address) };
    const authenticatorId = await addAuthenticator(chromium);
    const extension = await allowStanding(xenon);
    const desk = await devtools.openPage(`${extension}/options/options.html`);
    await frontmost(xenon);
    const warm = await warmCalls(xenon, chromium, runs, {
      xenon: () => evaluate({ devtools, sessionId: desk }, deleteAllKeys, []),
      chromium: () => clear(chromium, authenticatorId),
    });
    await closePage({ devtools, sessionId: desk });
    return { ...warm, cold: await coldCalls(xenon, Math.max(10, Math.ceil(runs / 8))) };
  } finally {
    await reference.close();
  }
}

async function warmCalls(
  xenon: PageSession,
  chromium: PageSession,
  runs: number,
  forgetKeys: Record<'xenon' | 'chromium', () => Promise<void>>,
): Promise<Omit<Calls, 'cold'>> {
  const create = { xenon: [] as number[], chromium: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    if (run % KEYS_AT_MOST === 0) await forgetKeys.xenon();
    await forgetKeys.chromium();
    create.xenon.push((await call(xenon, measuredCreate, [])).ms);
    create.chromium.push((await call(chromium, measuredCreate, [])).ms);
  }
  const ours = (await call(xenon, measuredCreate, [])).id;
  const theirs = (await call(chromium, measuredCreate, [])).id;
  const get = { xenon: [] as number[], chromium: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    get.xenon.push(await call(xenon, measuredGet, [ours]));
    get.chromium.push(await call(chromium, measuredGet, [theirs]));
  }
  return { create, get };
}

async function coldCalls(xenon: PageSession, runs: number): Promise<Calls['cold']> {
  const cold = { create: [] as number[], get: [] as number[], echo: [] as number[] };
  const { id } = await call(xenon, measuredCreate, []);
  for (let run = 0; run < runs; run += 1) {
    cold.get.push(await coldCall(xenon, measuredGet, [id]));
    cold.echo.push(await coldCall(xenon, measuredEcho, []));
    cold.create.push((await coldCall(xenon, measuredCreate, [])).ms);
  }
  return cold;
}

async function coldCall<Arguments extends unknown[], Result>(
  page: PageSession,
  work: (...args: Arguments) => Promise<Result>,
  args: Arguments,
): Promise<Result> {
  await stopWorkers(page);
  await pause(COLD_PAUSE_MS);
  return call(page, work, args) as Promise<Result>;
}

/** One call with the user's activation, as a click would give it. */
async function call<Arguments extends unknown[], Result>(
  page: PageSession,
  work: (...args: Arguments) => Promise<Result>,
  args: Arguments,
) {
  const result = await evaluate(page, work, args, USER_GESTURE);
  await pause(PAUSE_MS);
  return result;
}

/** The first key is made by hand, with *Don't ask again*; tells the extension's address. */
async function allowStanding(page: PageSession): Promise<string> {
  const opening = nextWindow(page.devtools, '/approval/approval.html');
  const made = evaluate(page, measuredCreate, [], USER_GESTURE);
  const window = await opening;
  await Promise.all([createVaultAndRemember(page.devtools, window), made]);
  return new URL('/', window.url).href.replace(/\/$/, '');
}

async function addAuthenticator({ devtools, sessionId }: PageSession): Promise<string> {
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  await devtools.send('WebAuthn.enable', {}, sessionId);
  type Added = { authenticatorId: string };
  const added = await devtools.send<Added>('WebAuthn.addVirtualAuthenticator', { options }, sessionId);
  return added.authenticatorId;
}

async function clear({ devtools, sessionId }: PageSession, authenticatorId: string): Promise<void> {
  await devtools.send('WebAuthn.clearCredentials', { authenticatorId }, sessionId);
}

async function frontmost({ devtools, sessionId }: PageSession): Promise<void> {
  await devtools.send('Page.bringToFront', {}, sessionId);
}

async function closePage({ devtools, sessionId }: PageSession): Promise<void> {
  await devtools.send('Page.close', {}, sessionId);
}

async function deleteAllKeys(): Promise<void> {
  const { value } = await chrome.runtime.sendMessage({ kind: 'all-keys' });
  for (const { key } of value.keys) await chrome.runtime.sendMessage({ kind: 'delete-key', key });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
