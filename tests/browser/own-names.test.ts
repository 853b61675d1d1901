/** The user's own name for a key: seen by the user, found by search, and told to no site. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approve, closed, windowOpenedBy } from './approval';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

const NAME = '<img src=x onerror=alert(1)> 仕事';

let stage: Stage;
before(async () => {
  stage = await openStage();
  await stage.own.createVault();
});
after(() => stage.close());

test('a key is called as its user likes, in the list, in the window, and after another key takes its place', async () => {
  const { context, own } = stage;
  const page = await stage.open('/passkey');
  await signUp(context, page, 'carol');
  await own.page.reload();
  await own.page.getByRole('button', { name: /^Rename the key carol/ }).click();
  await own.page.getByLabel('Own name').fill(NAME);
  await own.page.getByRole('button', { name: 'Save' }).click();
  await own.page.getByRole('searchbox').fill('仕事');
  await own.page.getByText('1 of 1 keys').waitFor();
  await own.page.getByRole('cell').getByText(NAME, { exact: true }).waitFor();

  await page.bringToFront();
  await page.goto(`${stage.party.url()}/passkey`);
  const window = await windowOpenedBy(context, () => signInWithPasskey(page));
  await window.getByText(NAME, { exact: true }).waitFor();
  await approve(window);
  await signedIn(page, 'carol');
  await closed(window);
  assert.equal(stage.party.log.at(-1)?.verified, true);
  assert.equal((await own.keys())[0]?.label, NAME);
});
