/** Backup files: made, looked into and restored as a person does, by one browser and another. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { FromUser } from '../../extension/messages/from-user';
import { approve, closed, PASSPHRASE, unlock, windowOpenedBy } from './approval';
import { assertAccessible } from './pages/judges';
import { openPage } from './pages/stand-in-worker';
import { backupStates, offeredKeys } from './pages/states';
import { signedIn, signInWithPasskey, signUp } from './passkey-site';
import { openStage, type Stage } from './stage';

const OWN_PASSPHRASE = 'violin gravel otter sunday';
const BACKUP_STATE = 0b0001_0000;

let stage: Stage;
let folder: string;
let file: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xenon-backup-'));
  file = join(folder, 'keys.xenon-backup');
  stage = await openStage();
  await stage.own.createVault();
  const page = await stage.open('/passkey');
  for (const name of ['carol', 'dave']) await signUp(stage.context, page, name);
  await stage.closeTabs();
});
after(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

async function openSection(of = stage): Promise<Page> {
  await of.own.page.goto(`${of.own.page.url().split('#')[0]}#backup`);
  await of.own.page.reload();
  return of.own.page;
}

async function makeBackup(ownPassphrase?: string): Promise<void> {
  const page = await openSection();
  await page.getByText('Make a backup file').click();
  if (ownPassphrase !== undefined) {
    await page.getByLabel('Give the file a passphrase of its own').check();
    await page.locator('#file-new-passphrase').fill(ownPassphrase);
    await page.locator('#file-repeat-passphrase').fill(ownPassphrase);
  }
  await page.locator('#make-backup').fill(PASSPHRASE);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save backup file' }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^xenon-\d{4}-\d\d-\d\d\.xenon-backup$/);
  await download.saveAs(file);
  await page.getByText(/^A backup file was saved/).waitFor();
}

async function lookInto(passphrase: string, of = stage): Promise<Page> {
  const page = await openSection(of);
  await page.getByLabel('Backup file', { exact: true }).setInputFiles(file);
  await page.getByLabel('Passphrase of the file', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Look into the file' }).click();
  return page;
}

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Keys in the file' }).getByRole('row').filter({ hasText: name });

/** Signs in, and gives the flags of the answer that the server has verified. */
async function signIn(name: string, of = stage): Promise<number> {
  const page = await of.open('/passkey');
  const flags = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { get } = navigator.credentials;
        navigator.credentials.get = async (options) => {
          const credential = await get.call(navigator.credentials, options);
          const { response } = credential as PublicKeyCredential;
          const data = new Uint8Array((response as AuthenticatorAssertionResponse).authenticatorData);
          resolve(data[32] ?? 0);
          return credential;
        };
      }),
  );
  const window = await windowOpenedBy(of.context, () => signInWithPasskey(page));
  const choice = window.getByRole('radio', { name });
  await window.getByRole('button', { name: /^Approve/ }).waitFor();
  if (await choice.count()) await choice.check();
  await approve(window);
  await signedIn(page, name);
  await closed(window);
  await of.closeTabs();
  return flags;
}

const isBackedUp = (flags: number) => (flags & BACKUP_STATE) !== 0;

test('a key says that it is backed up once it is, and not before', async () => {
  assert.equal(isBackedUp(await signIn('carol')), false);
  await makeBackup();
  assert.equal(isBackedUp(await signIn('carol')), true);
  const page = await stage.open('/passkey');
  await signUp(stage.context, page, 'erin');
  assert.equal(isBackedUp(await signIn('erin')), false);
  assert.equal(isBackedUp(await signIn('dave')), true);
});

test('whoever has a backup is told of the keys that are not in it', async () => {
  const { page } = stage.own;
  await page.goto(`${page.url().split('#')[0]}#keys`);
  await page.reload();
  await page.getByRole('heading', { name: 'Some keys are in no backup' }).waitFor();
  await page.getByRole('link', { name: 'Back up now' }).click();
  await page.locator('#backups').getByText('Keys that are in no backup: 1.').waitFor();
  await makeBackup();
  await page.getByText('Every key that can be backed up is in a backup.').waitFor();
});

test('a key that is bound to this device is in no backup', async () => {
  await stage.own.told({ kind: 'change-settings', settings: { deviceBound: true, attestation: true } });
  const page = await stage.open('/passkey');
  await signUp(stage.context, page, 'frank');
  await stage.own.told({ kind: 'change-settings', settings: { deviceBound: false, attestation: true } });
  await stage.closeTabs();
  await makeBackup();
  const offered = await lookInto(PASSPHRASE);
  await rowOf(offered, 'carol').waitFor();
  assert.equal(await rowOf(offered, 'frank').count(), 0);
  await openSection();
  await stage.own.page.getByText('which are never in a backup: 1.').waitFor();
});

test('nothing of the keys is readable in the file', () => {
  const bytes = readFileSync(file);
  for (const word of ['carol', 'localhost', 'Xenon']) assert.equal(bytes.includes(word), false, word);
});

test('the wrong passphrase, another file and a damaged one are told apart, and change nothing', async () => {
  const page = await lookInto('not the passphrase');
  await page.locator('#open-backup-problem').getByText('Wrong passphrase').waitFor();
  const whole = readFileSync(file);
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 20] = (damaged.at(-20) ?? 0) ^ 1;
  writeFileSync(file, damaged);
  await lookInto(PASSPHRASE);
  await page.getByText('The backup file is damaged.').waitFor();
  writeFileSync(file, 'something else');
  await lookInto(PASSPHRASE);
  await page.getByText('This is not a backup file of Xenon.').waitFor();
  writeFileSync(file, whole);
  await openSection();
  await page.getByLabel('Passphrase of the file', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Look into the file' }).click();
  await page.getByText('Choose a backup file.').waitFor();
});

test('the vault’s own passphrase is asked for, whichever opens the file', async () => {
  const answer = await stage.own.ask({
    kind: 'make-backup',
    passphrase: 'not the passphrase',
    filePassphrase: OWN_PASSPHRASE,
  });
  assert.deepEqual(answer.ok ? answer.value : answer.problem, 'wrong-passphrase');
});

test('what is here already stays; what was deleted comes back if it is wanted', async () => {
  const dave = (await stage.own.keys()).find(({ userName }) => userName === 'dave');
  await stage.own.told({ kind: 'delete-key', key: dave?.key ?? '' });
  const page = await lookInto(PASSPHRASE);
  await rowOf(page, 'carol').getByText('Is here already').waitFor();
  await rowOf(page, 'dave').getByText('Was deleted here').waitFor();
  await assertAccessible(page, 'keys in the file');
  await page.getByRole('button', { name: 'Restore keys' }).click();
  await page.getByText('Keys restored: 0.').waitFor();
  await lookInto(PASSPHRASE);
  await page.getByLabel('Also restore keys that were deleted here: 1').check();
  await page.getByRole('button', { name: 'Restore keys' }).press('Enter');
  await page.getByText('Keys restored: 1.').waitFor();
  assert.equal(isBackedUp(await signIn('dave')), true);
  assert.deepEqual(await stage.own.told({ kind: 'deleted-keys' }), { deleted: [] });
});

test('another browser, without a vault, restores everything and signs in', async () => {
  await makeBackup(OWN_PASSPHRASE);
  const other = await openStage();
  try {
    const page = await openSection(other);
    await page.getByLabel('New passphrase').fill(PASSPHRASE);
    await page.getByLabel('Repeat passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Create vault' }).click();
    await page.getByRole('heading', { name: 'Restore from a backup file' }).waitFor();
    await lookInto(OWN_PASSPHRASE, other);
    for (const name of ['carol', 'dave', 'erin']) await rowOf(page, name).getByText('Is added').waitFor();
    await page.getByRole('button', { name: 'Restore keys' }).click();
    await page.getByText('Keys restored: 3.').waitFor();
    const restored = (await other.own.keys()).map(({ userName }) => userName).sort();
    assert.deepEqual(restored, ['carol', 'dave', 'erin']);
    // The same site: the server of the first browser knows the keys.
    const tab = await other.context.newPage();
    await tab.goto(`${stage.party.url()}/passkey`);
    const window = await windowOpenedBy(other.context, () => signInWithPasskey(tab));
    await window.getByRole('radio', { name: 'erin' }).check();
    await approve(window);
    await signedIn(tab, 'erin');
    await lookInto(OWN_PASSPHRASE, other);
    await page.getByText('Every key in the file is here already.').waitFor();
  } finally {
    await other.close();
  }
});

test('locked, nothing is backed up or restored', async () => {
  await stage.own.lock();
  const page = await openSection();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  const commands: FromUser[] = [
    { kind: 'make-backup', passphrase: PASSPHRASE },
    { kind: 'backup-saved', keys: [], madeAt: 0 },
    { kind: 'open-backup', file: readFileSync(file).toString('base64'), passphrase: PASSPHRASE },
    { kind: 'restore-backup', file: '', passphrase: PASSPHRASE, deleted: false },
  ];
  for (const command of commands) {
    const answer = await stage.own.ask(command);
    assert.equal(answer.ok ? 'done' : answer.problem, 'vault-locked', command.kind);
  }
  await unlock(page);
  await page.getByRole('heading', { name: 'Restore from a backup file' }).waitFor();
});

test('every standing of a key in the file is told, in a table that passes', async () => {
  const url = stage.own.page.url().replace(/#.*/, '#backup');
  const answers = { ...backupStates['no backup'], 'open-backup': { ok: true, value: { keys: offeredKeys } } };
  const page = await openPage(stage.context, url, answers);
  await page.getByLabel('Backup file', { exact: true }).setInputFiles(file);
  await page.getByLabel('Passphrase of the file', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Look into the file' }).click();
  for (const words of [
    'Is added',
    'Takes the place of',
    'Is here already',
    'Was deleted here',
    'both will be there',
  ])
    await page.getByRole('main').getByText(words).filter({ visible: true }).first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Keys in the file');
  await assertAccessible(page, 'every standing');
  await page.close();
});
