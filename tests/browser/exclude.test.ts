/** What a page that excludes keys is told, beside Chromium's own words, and where an approval stands. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { NOT_ALLOWED } from '../../extension/messages/not-allowed';
import { approve, closed, windowOpenedBy } from './approval';
import { CREATION, call, errorOf, isPending, outcomeOf } from './page-calls';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

let stage: Stage;
let page: Page;
let ours: string;

before(async () => {
  stage = await openStage();
  await stage.own.createVault();
  page = await stage.open('/blank');
  const window = await asked([]);
  await approve(window);
  ours = await madeId();
  await closed(window);
});
after(() => stage.close());

test('approved: the page is told as by the browser itself, and nothing is created', async () => {
  const window = await asked([ours]);
  await approve(window);
  assert.equal(await errorOf(page), await errorOfChromium());
  await window.getByText('Xenon already has a key for this account').waitFor();
  assert.equal((await stage.own.keys()).length, 1);
  await window.close();
});

test('under a standing approval: a window all the same, whether an excluded key is ours or not', async () => {
  await allow();
  const shown = [];
  for (const id of [ours, 'Zm9yZWlnbi1rZXk']) {
    const window = await asked([id]);
    await window.getByRole('button', { name: 'Use another device' }).waitFor();
    shown.push(await window.locator('main').innerText());
    assert.equal(await isPending(page), true);
    await window.getByRole('button', { name: 'Deny' }).click();
    assert.equal(await errorOf(page), `NotAllowedError: ${NOT_ALLOWED}`);
    await closed(window);
  }
  assert.equal(shown[0], shown[1]);
});

/** From now on a new key is made without a window, where nothing is excluded. */
async function allow(): Promise<void> {
  const window = await asked([]);
  await window.getByLabel("Don't ask again on this site for 3 hours").check();
  await approve(window);
  await madeId();
  await closed(window);
  await create(page, []);
  await madeId();
}

function asked(excluded: string[]): Promise<Page> {
  return windowOpenedBy(stage.context, () => create(page, excluded));
}

function create(where: Page, excluded: string[], name?: string): Promise<void> {
  const excludeCredentials = excluded.map((id) => ({ type: 'public-key', id }));
  return call(where, 'create', { ...CREATION, excludeCredentials }, name);
}

async function madeId(): Promise<string> {
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome);
  return outcome.credential.id;
}

/** What Chromium says where its own authenticator has an excluded credential. */
async function errorOfChromium(): Promise<string> {
  const other = await stage.open('/blank');
  const key = await plugInKey(other);
  await handOver(() => create(other, [], 'first'));
  await outcomeOf(other, 'first');
  const made = await key.credentialIds();
  await handOver(() => create(other, made, 'second'));
  const error = await errorOf(other, 'second');
  await other.close();
  return error;
}

async function handOver(act: () => Promise<void>): Promise<void> {
  const window = await windowOpenedBy(stage.context, act);
  await window.getByRole('button', { name: 'Use another device' }).click();
  await closed(window);
}
