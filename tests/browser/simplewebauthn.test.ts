/** The library that most sites use finds nothing to complain about, and no page logs an error. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approve, createVault, windowOpenedBy } from './approval';
import { assign, goToAssignment, signInWithPassword, signOut } from './console-site';
import { askForPasskey, created, signedIn, signInWithPasskey } from './passkey-site';
import { openStage, type Stage } from './stage';

let stage: Stage;
const complaints: string[] = [];

before(async () => {
  stage = await openStage();
  stage.context.on('console', (message) => {
    if (['warning', 'error', 'assert'].includes(message.type())) complaints.push(message.text());
  });
  stage.context.on('weberror', (error) => complaints.push(String(error.error())));
});
after(() => stage.close());

test('the console story', async () => {
  const page = await stage.open('/');
  await signInWithPassword(page, stage.party.url());
  await goToAssignment(page, 'Xenon');
  const first = await windowOpenedBy(stage.context, () => assign(page));
  await createVault(first);
  await approve(first);
  await page.getByRole('rowheader', { name: 'Xenon' }).waitFor();
  await signOut(page);
  const second = await windowOpenedBy(stage.context, () => signInWithPassword(page, stage.party.url()));
  await approve(second);
  await page.getByRole('heading', { name: 'Console home' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('the passkey story', async () => {
  const page = await stage.open('/passkey', 'passkeys.localhost');
  await approve(await windowOpenedBy(stage.context, () => askForPasskey(page, 'carol')));
  await created(page, 'carol');
  await approve(await windowOpenedBy(stage.context, () => signInWithPasskey(page)));
  await signedIn(page, 'carol');
  assert.deepEqual(complaints, []);
});

test('a complaint of the library would be seen', async () => {
  const page = await stage.open('/blank');
  const complaint = 'The browser extension that intercepted this WebAuthn API call';
  await page.evaluate((words) => console.warn(words), complaint);
  assert.deepEqual(complaints, [complaint]);
});
