/** Wrong passphrases slow down, in whichever of Xenon's pages they are typed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, unlock, windowOpenedBy } from './approval';
import { CREATION, call, outcomeOf, REQUEST } from './page-calls';
import { openPopup } from './popup';
import { openStage, type Stage } from './stage';

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  const options = { ...CREATION, authenticatorSelection: { residentKey: 'required' } };
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', options));
  await approve(window);
  await outcomeOf(page);
  await closed(window);
});
after(() => stage.close());

test('the window says how long to wait, a stopped worker does not forget, and then it goes on', async () => {
  await stage.own.lock();
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST, 'get'));
  await guessUntilWaiting(8_000);
  await unlock(window);
  await window.getByText('Too many wrong passphrases').waitFor();
  await window.getByRole('timer').filter({ hasText: 'You can try again in' }).waitFor();
  await stage.own.stopWorker();
  assert.equal(await guess(), 'too-many-guesses');
  await window.getByText('You can try again now.').waitFor();
  await unlock(window);
  await approve(window);
  assert.ok('credential' in (await outcomeOf(page, 'get')));
  await closed(window);
});

test('a right one is followed by free ones, in the popup too', async () => {
  await stage.own.lock();
  const popup = await openPopup(stage, page);
  for (let time = 0; time < 2; time += 1) {
    await unlock(popup, 'not the passphrase');
    await popup.getByText('Wrong passphrase').waitFor();
    assert.equal(await popup.getByText(/^You can try again/).count(), 0);
  }
  await unlock(popup, 'not the passphrase');
  await popup.getByText('You can try again now.').waitFor();
  await unlock(popup);
  await popup.getByRole('heading', { name: 'Keys for console.localhost' }).waitFor();
});

/** The last one: afterwards the next guess has to wait for long. */
test('of 1,000 guesses over 100 stopped workers no more than 10 are looked at', async () => {
  await stage.own.lock();
  const outcomes: string[] = [];
  for (let stops = 0; stops < 100; stops += 1) {
    await stage.own.stopWorker();
    for (let guesses = 0; guesses < 10; guesses += 1) outcomes.push(await guess());
  }
  const looked = outcomes.filter((outcome) => outcome === 'wrong-passphrase').length;
  const waited = outcomes.filter((outcome) => outcome === 'too-many-guesses').length;
  assert.equal(looked + waited, 1_000);
  assert.ok(looked > 3 && looked <= 10, `${looked} were looked at`);
});

/** Guesses as soon as it may, until the next guess must wait so long. */
async function guessUntilWaiting(milliseconds: number): Promise<void> {
  for (let wait = 0; wait < milliseconds; ) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const answer = await stage.own.ask({ kind: 'unlock', passphrase: 'not the passphrase' });
    assert.ok(!answer.ok);
    wait = answer.waitMs ?? 0;
  }
}

/** What one guess came to. */
async function guess(): Promise<string> {
  const answer = await stage.own.ask({ kind: 'unlock', passphrase: 'another way' });
  return answer.ok ? 'right' : answer.problem;
}
