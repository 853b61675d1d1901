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
  /** Called after each step with its duration in milliseconds. */
  onStep(name: string, ms: number): void;
};

/** Plays the story; rejects at the first thing that is not as it should be. */
export async function runConsoleStory({ chromium, dist, onStep }: StoryOptions): Promise<void> {
  process.env.XENON_CHROMIUM = chromium;
  const step = timed(onStep);
  const party = await startRelyingParty();
  const browser = await step('Chromium starts with Xenon', () =>
    launchWithExtension({ dist, headless: true }),
  );
  try {
    await tell(party, browser, step);
  } finally {
    await browser.close();
    await party.close();
  }
}

type Party = Awaited<ReturnType<typeof startRelyingParty>>;
type Browser = Awaited<ReturnType<typeof launchWithExtension>>;
type Step = <T>(name: string, act: () => Promise<T>) => Promise<T>;

async function tell(party: Party, { context }: Browser, step: Step): Promise<void> {
  const page = await context.newPage();
  await step('Sign in with name and password', () => signInWithPassword(page, party.url()));
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
    windowOpenedBy(context, () => signInWithPassword(page, party.url())),
  );
  await step('Approve, and the console opens', async () => {
    await approve(second);
    await page.getByRole('heading', { name: 'Console home' }).waitFor();
    await closed(second);
  });
  await step('The server verified both, at the first attempt', async () => verify(party));
}

function verify({ log }: Party): void {
  const ceremonies = log.map(({ kind, verified }) => ({ kind, verified }));
  assert.deepEqual(ceremonies, [
    { kind: 'device-registration', verified: true },
    { kind: 'mfa', verified: true },
  ]);
}

function timed(onStep: StoryOptions['onStep']): Step {
  return async (name, act) => {
    const start = performance.now();
    const result = await act();
    onStep(name, performance.now() - start);
    return result;
  };
}
