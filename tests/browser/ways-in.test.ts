/** Every way into the vault, from the page of settings and from the approval window. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { approve, closed, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { type Computer, giveComputerUnlock } from './computer-unlock';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

const CHANGED = 'another passphrase altogether';

let stage: Stage;
let page: Page;
let code = '';
let passphrase = PASSPHRASE;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/passkey');
  await signUp(stage.context, page, 'carol');
});
after(() => stage.close());
afterEach(() => stage.closeTabs());

test('the passphrase is changed: the new one opens, and the old one does not', async () => {
  const settings = await openSecurity();
  await settings.getByText('Change passphrase', { exact: true }).first().click();
  await chooseNew(settings.locator('details[open]'), CHANGED);
  await confirm(settings, PASSPHRASE, 'Change passphrase');
  await settings.getByText('The passphrase was changed.').waitFor();
  passphrase = CHANGED;
  await stage.own.lock();
  const wrong = await stage.own.ask({ kind: 'unlock', passphrase: PASSPHRASE });
  assert.equal(wrong.ok === false && wrong.problem, 'wrong-passphrase');
  await signIn((window) => unlock(window, CHANGED));
});

test('a recovery code counts only once it was typed from the paper', async () => {
  const settings = await openSecurity();
  await settings.getByRole('button', { name: 'Make a recovery code' }).click();
  code = await settings.locator('output').innerText();
  assert.match(code, /^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  await settings.getByText('I have written it down').click();
  const wrong = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  await settings.getByLabel('Recovery code', { exact: true }).last().fill(wrong);
  await confirm(settings, passphrase, 'Use this code');
  await settings.getByText('There is a mistake in the code.').waitFor();
  await settings.getByLabel('Recovery code', { exact: true }).last().fill(code.toLowerCase());
  await confirm(settings, passphrase, 'Use this code');
  await settings.getByText('The recovery code opens the vault from now on.').waitFor();
  assert.equal(await settings.getByText(code).count(), 0);
});

test('the recovery code opens the vault in the request’s own window, with another passphrase', async () => {
  await stage.own.lock();
  await signIn(async (window) => {
    await window.getByText('Use the recovery code').click();
    await window.getByLabel('Recovery code').fill(code.replaceAll('-', ' '));
    await chooseNew(window, PASSPHRASE);
    await window.getByRole('button', { name: 'Open and set the passphrase' }).click();
  });
  passphrase = PASSPHRASE;
  await stage.own.lock();
  await stage.own.unlock();
});

test('a PIN verifies, is slowed down after 3 wrong ones, and is off after 8 until the passphrase is given', async () => {
  const settings = await openSecurity();
  await settings.getByText('Set a PIN').click();
  await settings.getByLabel('New PIN').fill('2580');
  await confirm(settings, passphrase, 'Save the PIN');
  await settings.getByText('The PIN was saved.').waitFor();
  const window = await askRequired();
  await window.getByLabel('PIN', { exact: true }).fill('2580');
  await window.getByRole('button', { name: 'Verify' }).click();
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);

  const again = await askRequired();
  const ceremony = new URL(again.url()).hash.slice(1);
  const tried: string[] = [];
  for (let guess = 0; guess < 8; guess += 1) {
    const answer = await stage.own.ask({ kind: 'verify-with-pin', ceremony, pin: `000${guess}` });
    if (!answer.ok) tried.push(answer.problem);
    await stage.own.page.evaluate(waitIsOver);
    // What this life of the worker remembers would still make it wait.
    await stage.own.stopWorker();
  }
  assert.deepEqual(tried, Array(8).fill('wrong-pin'));
  const right = await stage.own.ask({ kind: 'verify-with-pin', ceremony, pin: '2580' });
  assert.equal(right.ok === false && right.problem, 'pin-off');
  await again.close();

  const off = await askRequired();
  await off.getByText('Too many wrong PINs.').waitFor();
  await off.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await off.getByRole('button', { name: 'Verify' }).click();
  await approve(off);
  await signedIn(page, 'carol');
  const { ways } = await stage.own.told({ kind: 'security-state' });
  assert.equal(ways.pin, 'set');
});

test('wrong PINs in a row are not even looked at', async () => {
  const again = await askRequired();
  const ceremony = new URL(again.url()).hash.slice(1);
  const problems: string[] = [];
  for (let guess = 0; guess < 5; guess += 1) {
    const answer = await stage.own.ask({ kind: 'verify-with-pin', ceremony, pin: `100${guess}` });
    if (!answer.ok) problems.push(answer.problem);
    await stage.own.stopWorker();
  }
  assert.deepEqual(problems.slice(0, 3), ['wrong-pin', 'wrong-pin', 'wrong-pin']);
  assert.ok(problems.includes('too-many-guesses'), problems.join());
  await stage.own.page.evaluate(() => chrome.storage.local.remove('pin-guesses'));
  await stage.own.stopWorker();
});

test('the computer’s own unlock opens the vault and verifies its user', async () => {
  const settings = await openSecurity();
  await enrol(settings);
  await stage.own.lock();

  // The authenticator belongs to this tab, so the tab becomes the request's window.
  const window = await askRequired();
  await settings.goto(window.url());
  await settings.bringToFront();
  await settings.getByRole('button', { name: 'Use this computer' }).click();
  await settings.getByText('Verified', { exact: true }).waitFor();
  await approve(settings);
  await signedIn(page, 'carol');
  assert.equal(stage.party.log.at(-1)?.flags?.UV, true);
});

test('a computer that did not verify its user opens nothing', async () => {
  const settings = await openSecurity();
  const computer = await enrol(settings);
  await stage.own.lock();
  await settings.reload();
  // For good: Chromium asks again until the authenticator takes no more tries.
  await computer.verifies(false);
  await settings.getByRole('button', { name: 'Use this computer' }).click();
  await settings.getByText('Your computer did not confirm that it is you.').waitFor();
  assert.equal((await stage.own.told({ kind: 'vault-state' })).vault, 'locked');
  await stage.own.unlock();
});

test('a computer that was removed opens the vault no more', async () => {
  const { ways } = await stage.own.told({ kind: 'security-state' });
  const [{ credentialId } = { credentialId: '' }] = ways.osUnlocks;
  await stage.own.told({ kind: 'remove-os-unlock', credentialId });
  const evaluated = { credentialId, prf: '00'.repeat(32) };
  const answer = await stage.own.ask({ kind: 'unlock-with-os', evaluated });
  assert.equal(answer.ok === false && answer.problem, 'wrong-os-secret');
});

async function openSecurity(): Promise<Page> {
  const settings = await stage.context.newPage();
  await settings.goto(`chrome-extension://${stage.browser.extensionId}/options/options.html#security`);
  await settings.getByRole('heading', { name: 'Recovery code' }).waitFor();
  return settings;
}

async function enrol(settings: Page): Promise<Computer> {
  const computer = await giveComputerUnlock(settings);
  await settings.reload();
  await settings.getByText('Add this computer', { exact: true }).first().click();
  await confirm(settings, passphrase, 'Add this computer');
  await settings.getByText('This computer opens the vault from now on.').waitFor();
  return computer;
}

async function chooseNew(form: Page | Locator, chosen: string): Promise<void> {
  await form.getByLabel('New passphrase').fill(chosen);
  await form.getByLabel('Repeat passphrase').fill(chosen);
}

async function confirm(settings: Page, current: string, button: string): Promise<void> {
  await settings.locator('details[open]').getByLabel('Current passphrase').fill(current);
  await settings.locator('details[open]').getByRole('button', { name: button }).click();
}

async function signIn(open: (window: Page) => Promise<void>): Promise<void> {
  page = await stage.open('/passkey');
  const window = await windowOpenedBy(stage.context, () => signInWithPasskey(page));
  await open(window);
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);
}

async function askRequired(): Promise<Page> {
  page = await stage.open('/passkey');
  stage.party.nextRequest({ userVerification: 'required' });
  return windowOpenedBy(stage.context, () => signInWithPasskey(page));
}

/** Runs in one of Xenon's pages: the last wrong guess was made long ago. */
async function waitIsOver(): Promise<void> {
  const { 'pin-guesses': guesses } = await chrome.storage.local.get('pin-guesses');
  const { wrong } = guesses as { wrong: number };
  await chrome.storage.local.set({ 'pin-guesses': { wrong, at: 0 } });
}
