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

test('after three wrong ones the window says how long to wait, a stopped worker does not forget, and then it goes on', async () => {
  await stage.own.lock();
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST, 'get'));
  for (const wrong of ['not the passphrase', 'nor this one']) {
    await unlock(window, wrong);
    await window.getByText('Wrong passphrase').waitFor();
  }
  await stage.own.stopWorker();
  for (let round = 0; round < 3; round += 1) {
    await unlock(window, 'and not this one');
    await window.getByRole('timer').filter({ hasText: 'You can try again in' }).waitFor();
    const elsewhere = await stage.own.ask({ kind: 'unlock', passphrase: 'another way' });
    assert.equal(!elsewhere.ok && elsewhere.problem, 'too-many-guesses');
    await stage.own.stopWorker();
    await window.getByText('You can try again now.').waitFor();
  }
  await unlock(window);
  await approve(window);
  assert.ok('credential' in (await outcomeOf(page, 'get')));
  await closed(window);
});

test('a right one is followed by three free ones, in the popup too', async () => {
  await stage.own.lock();
  const popup = await openPopup(stage, page);
  for (let time = 0; time < 2; time += 1) {
    await unlock(popup, 'not the passphrase');
    await popup.getByText('Wrong passphrase').waitFor();
    assert.equal(await popup.getByRole('timer').textContent(), '');
  }
  await unlock(popup, 'not the passphrase');
  await popup.getByRole('timer').filter({ hasText: 'You can try again in 1 s.' }).waitFor();
  await popup.getByText('You can try again now.').waitFor();
  await unlock(popup);
  await popup.getByRole('heading', { name: 'Keys for console.localhost' }).waitFor();
});
