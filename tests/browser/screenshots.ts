/** `npm run screenshots`: plays the console story and takes the README's pictures of it into docs/images/. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startRelyingParty } from '../relying-party/server';
import { approve, closed, createVault, unlock, windowOpenedBy } from './approval';
import { type LoadedChromium, launchWithExtension, welcomePage } from './chromium';
import { assign, goToAssignment, signInWithPassword, signOut } from './console-site';
import { type Camera, cameraFor } from './pictures/camera';
import { speakJapanese } from './pictures/languages';
import { popupFor } from './pictures/popup';

const FOLDER = resolve('docs/images');
const CONSOLE = 'http://console.localhost';
/** Further sites of the demonstration, so that there is something to list. */
const OTHER_SITES = ['http://mail.localhost', 'http://wiki.localhost'];

/** Of the options page, besides all keys. */
const SECTIONS = ['guides', 'activity', 'sites', 'backup', 'security', 'advanced'];

const APPROVE_JA = /^承認/;

mkdirSync(FOLDER, { recursive: true });
const party = await startRelyingParty();
// Pictures show an address without the port, which is another one each time.
const rules = `MAP *.localhost:80 127.0.0.1:${party.port}`;
const dist = process.env.XENON_DIST ?? resolve('dist');
const chromium = await launchWithExtension({
  dist,
  headless: true,
  greeted: true,
  args: [`--host-resolver-rules=${rules}`],
});
try {
  await takePictures(chromium, cameraFor(FOLDER));
} finally {
  await chromium.close();
  await party.close();
}

async function takePictures({ context, extensionId }: LoadedChromium, camera: Camera): Promise<void> {
  const welcome = await welcomePage(context, extensionId);
  await camera.page('welcome', welcome);
  await welcome.close();
  const page = await context.newPage();
  await addKey(context, page, camera);
  await signInWithKey(context, page, camera);
  for (const site of OTHER_SITES) await addPasskey(context, page, site);
  await page.goto(`${CONSOLE}/console`);
  const extension = `chrome-extension://${extensionId}`;
  await showKeys(context, page, camera, extension);
  await showLocked(context, page, camera, extension);
  await speakJapanese(context);
  await showInJapanese(context, page, camera);
}

async function addKey(context: BrowserContext, page: Page, camera: Camera): Promise<void> {
  await page.goto(CONSOLE);
  await camera.page('console-1-sign-in', page);
  await signInWithPassword(page, CONSOLE);
  await page.getByRole('link', { name: 'Security credentials' }).click();
  await camera.page('console-2-security-credentials', page);
  await page.goto(`${CONSOLE}/console`);
  await goToAssignment(page, 'Xenon');
  await camera.page('console-3-assign', page);
  const window = await windowOpenedBy(context, () => assign(page));
  await camera.window('approval-first-run', window, /^Create vault/);
  await createVault(window);
  await camera.window('approval-create', window, /^Approve/);
  await approve(window);
  await page.getByRole('rowheader', { name: 'Xenon' }).waitFor();
  await closed(window);
  await camera.page('console-4-device-listed', page);
  await signOut(page);
}

async function signInWithKey(context: BrowserContext, page: Page, camera: Camera): Promise<void> {
  const window = await windowOpenedBy(context, () => signInWithPassword(page, CONSOLE));
  await camera.page('console-5-mfa', page);
  await camera.window('approval-sign-in', window, /^Approve/);
  await approve(window);
  await page.getByRole('heading', { name: 'Console home' }).waitFor();
  await closed(window);
  await camera.page('console-6-signed-in', page);
}

async function addPasskey(context: BrowserContext, page: Page, site: string): Promise<void> {
  await page.goto(`${site}/passkey`);
  await page.getByLabel('User name').fill('carol');
  const window = await windowOpenedBy(context, () =>
    page.getByRole('button', { name: 'Create a passkey' }).click(),
  );
  await approve(window);
  await closed(window);
}

async function showKeys(
  context: BrowserContext,
  page: Page,
  camera: Camera,
  extension: string,
): Promise<void> {
  const keys = await context.newPage();
  await keys.goto(`${extension}/options/options.html`);
  await keys.getByText('wiki.localhost').first().waitFor();
  await camera.page('all-keys', keys);
  for (const section of SECTIONS) {
    await keys.goto(`${extension}/options/options.html#${section}`);
    await keys.locator('[aria-busy=true]').filter({ visible: true }).waitFor({ state: 'detached' });
    await camera.page(section, keys);
  }
  await keys.close();
  const popup = await popupFor(page, context, extension);
  await camera.popup('popup', popup);
  await popup.close();
}

async function showLocked(
  context: BrowserContext,
  page: Page,
  camera: Camera,
  extension: string,
): Promise<void> {
  const popup = await popupFor(page, context, extension);
  await popup.getByRole('button', { name: 'Lock' }).click();
  await popup.getByLabel('Passphrase', { exact: true }).waitFor();
  await popup.close();
  await page.bringToFront();
  await signOut(page);
  const window = await windowOpenedBy(context, () => signInWithPassword(page, CONSOLE));
  await camera.window('approval-locked', window, /^Unlock/);
  await unlock(window);
  await approve(window);
  await page.getByRole('heading', { name: 'Console home' }).waitFor();
  await closed(window);
  await signOut(page);
}

async function showInJapanese(context: BrowserContext, page: Page, camera: Camera): Promise<void> {
  const signIn = await windowOpenedBy(context, () => signInWithPassword(page, CONSOLE));
  // A window may be quicker than the script that changes its language.
  await signIn.reload();
  await camera.window('approval-sign-in-ja', signIn, APPROVE_JA);
  await signIn.close();
  await page.goto(`${OTHER_SITES[0]}/passkey`);
  await page.getByLabel('User name').fill('carol');
  const create = await windowOpenedBy(context, () =>
    page.getByRole('button', { name: 'Create a passkey' }).click(),
  );
  await create.reload();
  await camera.window('approval-create-ja', create, APPROVE_JA);
  await create.close();
}
