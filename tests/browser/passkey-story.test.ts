/** Discoverable credentials: no user name, no password, and a choice where there are several. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approve, closed, createVault, windowOpenedBy } from './approval';
import { askForPasskey, created, signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('a passkey is created on the first run and signs its owner in without a name', async () => {
  const { context, party } = stage;
  const page = await stage.open('/passkey');
  const first = await windowOpenedBy(context, () => askForPasskey(page, 'carol'));
  await createVault(first);
  await approve(first);
  await created(page, 'carol');
  await closed(first);

  const second = await windowOpenedBy(context, () => signInWithPasskey(page));
  await approve(second);
  await signedIn(page, 'carol');
  await closed(second);
  const ceremonies = party.log.map(({ kind, userName, verified }) => ({ kind, userName, verified }));
  assert.deepEqual(ceremonies, [
    { kind: 'passkey-registration', userName: 'carol', verified: true },
    { kind: 'passkey-sign-in', userName: 'carol', verified: true },
  ]);
});

test('of several accounts the most recently used one comes first, and the chosen one signs in', async () => {
  const { context } = stage;
  const page = await stage.open('/passkey');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${stage.party.url()}/passkey`);
  await signUp(context, page, 'dave');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${stage.party.url()}/passkey`);
  await signUp(context, page, 'erin');

  const window = await windowOpenedBy(context, () => signInWithPasskey(page));
  const accounts = window.getByRole('group', { name: 'Account' }).getByRole('radio');
  await accounts.first().waitFor();
  assert.equal(await accounts.count(), 3);
  // Carol has signed in; the others were only made.
  assert.match(await accounts.first().evaluate(labelOf), /carol/);
  assert.equal(await accounts.first().isChecked(), true);
  await window.getByRole('radio', { name: /dave/ }).check();
  await approve(window);
  await signedIn(page, 'dave');
  await closed(window);

  const again = await windowOpenedBy(context, () => signInWithPasskey(page));
  const first = again.getByRole('radio').first();
  await first.waitFor();
  assert.match(await first.evaluate(labelOf), /dave/);
  await approve(again);
  await signedIn(page, 'dave');
  await closed(again);
});

function labelOf(radio: SVGElement | HTMLElement): string {
  return (radio as HTMLInputElement).labels?.[0]?.textContent ?? '';
}
