/** A key that its site protected at creation (credProtect) answers to a verified user alone. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, PASSPHRASE, windowOpenedBy } from './approval';
import { CREATION, call, flagsOf, isPending, outcomeOf, REQUEST } from './page-calls';
import { openPopupWithOffer } from './popup';
import { openStage, type Stage } from './stage';

const UV = 4;
const DISCOURAGED = { ...REQUEST, userVerification: 'discouraged' };
const PROTECTED = {
  credentialProtectionPolicy: 'userVerificationRequired',
  enforceCredentialProtectionPolicy: true,
};

let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  const options = {
    ...CREATION,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    extensions: PROTECTED,
  };
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', options));
  await verify(window, 'Verify');
  await approve(window);
  await outcomeOf(page);
  await closed(window);
});
after(() => stage.close());
afterEach(async () => {
  await stage.closeTabs();
  page = await stage.open('/blank');
});

test('the window asks for the passphrase although the site does not, and never offers to remember', async () => {
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', DISCOURAGED, 'get'));
  await window.getByText('This key answers only to a verified user.').waitFor();
  const button = window.getByRole('button', { name: /^Approve/ });
  await window.waitForTimeout(900);
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  assert.equal(await window.getByRole('checkbox').count(), 0);
  await verify(window, 'Verify');
  await window.getByText('Verified', { exact: true }).waitFor();
  await approve(window);
  assert.equal((await flagsOf(page, 'get')) & UV, UV);
  await closed(window);
});

test('the popup asks for it too', async () => {
  await call(page, 'get', DISCOURAGED, 'beside', { mediation: 'conditional' });
  const popup = await openPopupWithOffer(stage, page);
  await popup.getByRole('button', { name: 'Sign in as Alice' }).click();
  await popup.getByText('Xenon has to know that it is you').waitFor();
  assert.equal(await isPending(page, 'beside'), true);
  await verify(popup, 'Sign in');
  await popup.getByText(/^Sent to/).waitFor();
  assert.equal((await flagsOf(page, 'beside')) & UV, UV);
});

test('the worker does not believe a page of its own that left it out', async () => {
  await call(page, 'get', DISCOURAGED, 'beside', { mediation: 'conditional' });
  const popup = await openPopupWithOffer(stage, page);
  await popup.getByRole('button', { name: 'Sign in as Alice' }).waitFor();
  const { signIns } = await stage.own.told({ kind: 'site-overview', tabId: await tabOf(page) });
  const [offer] = signIns;
  assert.equal(offer?.accounts[0]?.needsVerification, true);
  const { ceremony = '', accounts = [] } = offer ?? {};
  const account = accounts[0]?.key ?? '';
  const answer = await stage.own.ask({ kind: 'approve', ceremony, account, remember: true });
  assert.deepEqual(answer, { ok: false, problem: 'not-verified' });
  assert.equal(await isPending(page, 'beside'), true);
});

async function verify(where: Page, button: string): Promise<void> {
  await where.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await where.getByRole('button', { name: button, exact: true }).click();
}

function tabOf(where: Page): Promise<number> {
  return stage.own.page.evaluate(async (address) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
    return tab?.id ?? chrome.tabs.TAB_ID_NONE;
  }, where.url());
}
