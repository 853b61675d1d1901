/**
 * The story that Xenon must carry on the first attempt, every time: add a security key to a cloud
 * console, sign out, sign in with it. `npm start -- --headless` plays it; so does a browser test.
 */
import assert from 'node:assert/strict';
import { startRelyingParty } from '../relying-party/server';
import { approve, closed, createVault, windowOpenedBy } from './approval';
import { launchWithExtension } from './chromium';
import { assign, goToAssignment, signInWithPassword, signOut } from './console-site';

export type StoryOptions = {
  chromium: string;
  /** The built extension. */
  dist: string;
  /** `u2f`: the console and its pages speak U2F in the place of WebAuthn. */
  api?: 'u2f';
  /** Called after each step with its duration in milliseconds. */
  onStep(name: string, ms: number): void;
};

/** Plays the story; rejects at the first thing that is not as it should be. */
export async function runConsoleStory({ chromium, dist, onStep, api }: StoryOptions): Promise<void> {
  process.env.XENON_CHROMIUM = chromium;
  const step = timed(onStep);
  const party = await startRelyingParty();
  const browser = await step('Chromium starts with Xenon', () =>
    launchWithExtension({ dist, headless: true }),
  );
  try {
    await tell({ party, browser, step, query: api ? `?api=${api}` : '' });
    const kinds = api ? ['u2f-registration', 'u2f-mfa'] : ['device-registration', 'mfa'];
    await step('The server verified both, at the first attempt', async () => verify(party, kinds));
  } finally {
    await browser.close();
    await party.close();
  }
}

type Party = Awaited<ReturnType<typeof startRelyingParty>>;
type Browser = Awaited<ReturnType<typeof launchWithExtension>>;
type Step = <T>(name: string, act: () => Promise<T>) => Promise<T>;

type Scene = { party: Party; browser: Browser; step: Step; query: string };

async function tell({ party, browser: { context }, step, query }: Scene): Promise<void> {
  const site = party.url();
  const page = await context.newPage();
  await step('Sign in with name and password', () => signInWithPassword(page, site, query));
  await step('Security credentials, Assign MFA device', () => goToAssignment(page, 'Xenon'));
  const first = await step('Security key: the window opens', () =>
    windowOpenedBy(context, () => assign(page)),
  );
  await step('Choose a passphrase', () => createVault(first));
  await step('Approve, and the console lists the key', async () => {
    await approve(first);
    await page.getByRole('rowheader', { name: 'Xenon' }).waitFor();
    await closed(first);
  });
  await step('Sign out', () => signOut(page));
  const second = await step('Sign in: the page asks as it loads', () =>
    windowOpenedBy(context, () => signInWithPassword(page, site, query)),
  );
  await step('Approve, and the console opens', async () => {
    await approve(second);
    await page.getByRole('heading', { name: 'Console home' }).waitFor();
    await closed(second);
  });
}

function verify({ log }: Party, kinds: string[]): void {
  const ceremonies = log.map(({ kind, verified }) => ({ kind, verified }));
  assert.deepEqual(
    ceremonies,
    kinds.map((kind) => ({ kind, verified: true })),
  );
}

function timed(onStep: StoryOptions['onStep']): Step {
  return async (name, act) => {
    const start = performance.now();
    const result = await act();
    onStep(name, performance.now() - start);
    return result;
  };
}
