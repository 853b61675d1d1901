/**
 * The vault locks by itself. A test's browser has nobody at its keyboard and no lock screen, so what Chrome
 * would tell of them is told here: to the worker's real listeners, by the real alarm.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { closed, windowOpenedBy } from './approval';
import { CREATION, call } from './page-calls';
import { openStage, type Stage } from './stage';

/** So soon after the lock nothing of the vault is left. */
const GONE_MS = 1_000;
const MINUTE_MS = 60_000;

let stage: Stage;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  await stage.own.told({ kind: 'set-auto-lock', after: 1 });
});
after(() => stage.close());
beforeEach(async () => {
  await stage.own.unlock();
  assert.notDeepEqual(await session(), {});
});

test('when the computer locks its screen', async () => {
  await stateChanges('locked');
  await isLocked();
});

test('not when the keyboard has been at rest for a moment', async () => {
  await stateChanges('idle');
  await new Promise((resolve) => setTimeout(resolve, GONE_MS));
  assert.equal(await vault(), 'unlocked');
});

test('when nobody was there for as long as the user has chosen', async () => {
  await stage.inWorker(nobodyIsThere);
  await ringAlarm(2_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await isLocked();
});

test('not while somebody is there, who has not used Xenon', async () => {
  await stage.own.stopWorker();
  await stage.inWorker(aMinuteLater);
  await ringAlarm(2_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000 + GONE_MS));
  assert.equal(await vault(), 'unlocked');
});

test('when the computer has slept past the time, whoever woke it', async () => {
  await stage.own.stopWorker();
  await ringAlarm(-2 * MINUTE_MS);
  await isLocked();
});

test('while a request waits, which then asks to unlock', async () => {
  const page = await stage.open('/blank');
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  await stateChanges('locked');
  await window.getByLabel('Passphrase').waitFor();
  await page.close();
  await closed(window);
});

/** Chrome's own way to call the listeners; its types do not know it. */
type Dispatching = { dispatch(state: string): void };

async function stateChanges(state: 'locked' | 'idle'): Promise<void> {
  await stage.own.told({ kind: 'vault-state' });
  const worker = await stage.browser.worker();
  await worker.evaluate((to) => (chrome.idle.onStateChanged as unknown as Dispatching).dispatch(to), state);
}

/** Nothing is kept but that Xenon does not stand in the exclusive door. */
async function isLocked(): Promise<void> {
  const end = Date.now() + GONE_MS;
  const rest = { 'exclusive-door': { state: 'off' } };
  while (Date.now() < end && Object.keys(await session()).length > Object.keys(rest).length);
  assert.deepEqual(await session(), rest);
  assert.equal(await vault(), 'locked');
}

async function vault(): Promise<string> {
  return (await stage.own.told({ kind: 'vault-state' })).vault;
}

/** Read without the worker: asking it would be a use. */
/** What is kept for the session, but for how often the stores were changed. */
async function session(): Promise<Record<string, unknown>> {
  const { 'vault.generation': _, ...others } = await stage.own.page.evaluate(() =>
    chrome.storage.session.get(null),
  );
  return others;
}

/** In the worker. Not quite a minute: an alarm that comes so late would lock for that alone. */
function aMinuteLater(): void {
  const clock = Date.now;
  Date.now = () => clock() + 59_000;
}

/** In the worker: the same, and nobody has touched the computer. */
function nobodyIsThere(): void {
  const clock = Date.now;
  Date.now = () => clock() + 59_000;
  chrome.idle.queryState = () => Promise.resolve('idle' as chrome.idle.IdleState);
}

/** Lets the alarm come in so many milliseconds; if that was before now, it has been missed. */
function ringAlarm(after: number): Promise<void> {
  return stage.own.page.evaluate((when) => chrome.alarms.create('auto-lock', { when }), Date.now() + after);
}
