/** Keys made and used behind a standing approval, by turns with Chromium's own virtual authenticator. */
import { startBrowser } from './browser';
import { comparisonTable } from './comparison';
import { evaluate, type PageSession } from './evaluate';
import { bringToFront, closePage, enrol, openOwnPage } from './first-key';
import { askAbilities, measuredCreate, measuredEcho, measuredGet } from './key-page';
import type { Part, Stage } from './part';
import { pause } from './pause';
import type { Series } from './statistics';
import { stopWorkers } from './workers';

export type Calls = Record<'create' | 'get', { xenon: Series; chromium: Series }> & {
  /** The first call after the worker was stopped. */
  cold: { create: Series; get: Series; echo: Series; expected: Series };
};

/** Keys that a site has at most: more would be a site that no person has. Chromium takes fewer still. */
const KEYS_AT_MOST = 10;
/** What a call leaves to be done after its answer must not be billed to the next one. */
const PAUSE_MS = 15;
/** After the worker has stopped, Chromium takes its process down too. */
const COLD_PAUSE_MS = 400;
const EXPECTED_MS = 200;

const USER_GESTURE = { userGesture: true };

/** Calls behind a standing approval, and the first ones after the worker was stopped. */
export const calls: Part<Calls> = {
  name: 'calls',
  about: ({ runs }) => `Calls, ${runs} of each by turns`,
  measure: measureCalls,
  report: ({ create, get, cold }) =>
    [
      "Warm, behind a standing approval, against Chromium's virtual authenticator",
      comparisonTable('Chromium', [
        { name: 'create', ours: create.xenon, theirs: create.chromium },
        { name: 'get', ours: get.xenon, theirs: get.chromium },
      ]),
      '\nCold: the first call after the worker was stopped, against a worker that only echoes',
      comparisonTable('echo', [
        { name: 'create', ours: cold.create, theirs: cold.echo },
        { name: 'get', ours: cold.get, theirs: cold.echo },
        { name: 'get, expected', ours: cold.expected, theirs: cold.echo },
      ]),
      `Expected: its page was at PublicKeyCredential ${EXPECTED_MS} ms earlier.`,
    ].join('\n'),
};

/** Measures in a browser with Xenon and the echo extension, and in one that has neither. */
async function measureCalls({ xenon: dist, echo, site, choices }: Stage): Promise<Calls> {
  const { runs } = choices;
  const address = site.url('bench');
  const [ours, reference] = [await startBrowser([dist, echo]), await startBrowser()];
  try {
    const chromium = { devtools: reference.devtools, sessionId: await reference.devtools.openPage(address) };
    const authenticatorId = await addAuthenticator(chromium);
    const enrolled = await enrol(ours.devtools, address);
    const xenon = enrolled.page;
    const desk = await openOwnPage(enrolled, 'options/options.html');
    await bringToFront(xenon);
    const warm = await warmCalls(xenon, chromium, runs, {
      xenon: () => evaluate(desk, deleteAllKeys, []),
      chromium: () => clear(chromium, authenticatorId),
    });
    await closePage(desk);
    return { ...warm, cold: await coldCalls(xenon, Math.max(10, Math.ceil(runs / 8))) };
  } finally {
    await reference.close();
    await ours.close();
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
  const cold = {
    create: [] as number[],
    get: [] as number[],
    echo: [] as number[],
    expected: [] as number[],
  };
  const { id } = await call(xenon, measuredCreate, []);
  for (let run = 0; run < runs; run += 1) {
    cold.get.push(await coldCall(xenon, measuredGet, [id]));
    cold.echo.push(await coldCall(xenon, measuredEcho, []));
    cold.create.push((await coldCall(xenon, measuredCreate, [])).ms);
    cold.expected.push(await expectedCall(xenon, id));
  }
  return cold;
}

/** In a new document: one says only now and then that it is at it. */
async function expectedCall(page: PageSession, id: string): Promise<number> {
  await reload(page);
  await stopWorkers(page);
  await pause(COLD_PAUSE_MS);
  await evaluate(page, askAbilities, []);
  await pause(EXPECTED_MS);
  return call(page, measuredGet, [id]);
}

async function reload({ devtools, sessionId }: PageSession): Promise<void> {
  await devtools.send('Page.enable', {}, sessionId);
  const loaded = devtools.next(({ method }) => method === 'Page.loadEventFired', 'The page');
  await devtools.send('Page.reload', {}, sessionId);
  await loaded;
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

async function deleteAllKeys(): Promise<void> {
  const { value } = await chrome.runtime.sendMessage({ kind: 'all-keys' });
  for (const { key } of value.keys) await chrome.runtime.sendMessage({ kind: 'delete-key', key });
}
