/** The site by itself, with the authenticator that is built into Chromium: no extension is loaded here. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RelyingParty, startRelyingParty } from './server';
import { launchChromium, pageWithKey, setUserVerified, type VirtualKey } from './virtual-key';

let site: RelyingParty;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let key: VirtualKey;
let complaints: string[];

before(async () => {
  site = await startRelyingParty();
  browser = await launchChromium();
});

beforeEach(async () => {
  site.reset();
  complaints = [];
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  ({ page, key } = await pageWithKey(context));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => {
    // A refused request is logged by Chromium itself, and is what some of these tests are about.
    if (!line.text().startsWith('Failed to load resource')) complaints.push(line.text());
  });
});

afterEach(async () => {
  await context.close();
  assert.deepEqual(complaints, []);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

for (const query of ['', '?api=native']) {
  test(`the console story, from password to security key ${query}`, async () => {
    await signInWithPassword('alice', query);
    await page.getByRole('heading', { name: 'Console home', level: 1 }).waitFor();
    await assignDevice('My laptop');
    await page.getByRole('rowheader', { name: 'My laptop' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInWithPassword('alice', query);
    await page.getByRole('heading', { name: 'Console home', level: 1 }).waitFor();
    assert.deepEqual(outcomes(), ['device-registration alice verified', 'mfa alice verified']);
    const [made, used] = site.log;
    assert.deepEqual(made?.flags, { UP: true, UV: true, BE: false, BS: false });
    assert.equal(used?.origin, site.url());
    assert.equal(used?.credentialId, made?.credentialId);
    assert.ok((used?.counter ?? 0) > (made?.counter ?? 0));
  });
}

test('a wrong password opens nothing', async () => {
  await page.goto(site.url());
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password').fill('bob-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'The user name or the password is not right.' }).waitFor();
  await page.goto(`${site.url()}/console`);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
});

test('a tampered signature is refused, and another try signs in', async () => {
  await signInWithPassword('alice');
  await assignDevice('My laptop');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.route('**/api/mfa', tamperedOnce, { times: 1 });
  await signInWithPassword('alice');
  await page.getByRole('alert').filter({ hasText: 'The signature is not right.' }).waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Console home' }).waitFor();
  assert.deepEqual(outcomes(), [
    'device-registration alice verified',
    'mfa alice refused',
    'mfa alice verified',
  ]);
});

test('an answer that was accepted once is refused the second time', async () => {
  await page.goto(`${site.url()}/passkey`);
  await createPasskey('carol');
  const accepted = page.waitForRequest('**/api/passkey-sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await shownStatus('Signed in as carol.');
  const { error } = await posted('/api/passkey-sign-in', (await accepted).postDataJSON());
  assert.equal(error, 'The challenge is unknown or was used before.');
  assert.equal(outcomes().at(-1), 'passkey-sign-in undefined refused');
});

test('a key of bob does not let alice in', async () => {
  await signInWithPassword('bob');
  await assignDevice('Bob’s key');
  const bobs = site.log[0]?.credentialId ?? '';
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInWithPassword('alice');
  await assignDevice('Alice’s key');
  await page.getByRole('button', { name: 'Sign out' }).click();
  site.nextRequest({ allowCredentials: [{ id: bobs, type: 'public-key' }] });
  await signInWithPassword('alice');
  await page.getByRole('alert').filter({ hasText: 'belongs to another user' }).waitFor();
});

test('a user who cannot be verified is refused where the site requires it', async () => {
  await signInWithPassword('alice', '?userVerification=required');
  await setUserVerified(key, false);
  await openAssignment('My laptop');
  await page.getByRole('alert').filter({ hasText: 'NotAllowedError' }).waitFor();
  assert.deepEqual(outcomes(), []);
});

test('a key that is assigned already is not assigned twice', async () => {
  await signInWithPassword('alice');
  await assignDevice('My laptop');
  await openAssignment('My laptop again');
  await page.getByRole('alert').filter({ hasText: 'InvalidStateError' }).waitFor();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove My laptop' }).click();
  await shownStatus('MFA device “My laptop” removed.');
  await page.getByText('No MFA device is assigned.').waitFor();
});

test('the passkey story, without a name or a password', async () => {
  await page.goto(`${site.url()}/passkey`);
  await createPasskey('carol');
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Use a passkey instead' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await shownStatus('Signed in as carol.');
  assert.deepEqual(outcomes(), ['passkey-registration carol verified', 'passkey-sign-in carol verified']);
});

test('a name that somebody has is not given to a passkey', async () => {
  await page.goto(`${site.url()}/passkey`);
  await page.getByLabel('User name').fill('alice');
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await page.getByRole('alert').filter({ hasText: 'The user name alice is taken.' }).waitFor();
});

test('every host name is a site of its own', async () => {
  await signInWithPassword('alice');
  await assignDevice('My laptop');
  await page.goto(site.url('other.localhost'));
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password').fill('alice-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('None assigned').waitFor();
});

test('the first script of a page uses the key, on its own and in a frame of another site', async () => {
  await signInWithPassword('alice');
  await assignDevice('My laptop');
  const address = `${site.url()}/first-script?user=alice`;
  await page.goto(address);
  await page.waitForFunction(() => document.title === 'Verified: alice');
  const top = site.url('top.localhost');
  const framed = `${address}&topOrigin=${encodeURIComponent(top)}`;
  await page.goto(`${top}/frame?src=${encodeURIComponent(framed)}`);
  await page.frameLocator('iframe').getByLabel('Outcome').filter({ hasText: 'Verified: alice' }).waitFor();
  await page.goto(`${top}/frame?src=${encodeURIComponent(address)}`);
  await page
    .frameLocator('iframe')
    .getByLabel('Outcome')
    .filter({ hasText: 'Refused by the server' })
    .waitFor();
});

test('options are changed for one ceremony only', async () => {
  await page.goto(`${site.url()}/passkey`);
  site.nextRequest({ userVerification: 'required', timeout: 1234 });
  const changed = await posted('/api/passkey-sign-in/options', {});
  const unchanged = await posted('/api/passkey-sign-in/options', {});
  assert.deepEqual([changed.userVerification, changed.timeout], ['required', 1234]);
  assert.deepEqual([unchanged.userVerification, unchanged.timeout], ['preferred', 300_000]);
});

test('a page of another site may not post', async () => {
  const response = await fetch(`http://127.0.0.1:${site.port}/api/passkey-sign-in/options`, {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(response.status, 403);
});

async function signInWithPassword(userName: string, query = ''): Promise<void> {
  await page.goto(`${site.url()}/${query}`);
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(`${userName}-password`);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function assignDevice(name: string): Promise<void> {
  await openAssignment(name);
  await shownStatus(`MFA device “${name}” assigned.`);
}

async function openAssignment(name: string): Promise<void> {
  await page.getByRole('link', { name: 'Console', exact: true }).click();
  await page.getByRole('link', { name: 'Security credentials' }).click();
  await page.getByRole('button', { name: 'Assign MFA device' }).click();
  await page.getByLabel('Device name').fill(name);
  await page.getByRole('radio', { name: 'Security key' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
}

async function createPasskey(userName: string): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await shownStatus(`Passkey created for ${userName}.`);
}

async function shownStatus(text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

/** What the site answers to the page when it sends this. */
function posted(path: string, body: unknown): Promise<Record<string, unknown>> {
  const send = {
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return page.evaluate(async ({ path, ...request }) => (await fetch(path, request)).json(), send);
}

function outcomes(): string[] {
  return site.log.map(
    ({ kind, userName, verified }) => `${kind} ${userName} ${verified ? 'verified' : 'refused'}`,
  );
}

/** Flips one bit in the signature that the page sends. */
async function tamperedOnce(route: Parameters<Parameters<Page['route']>[1]>[0]): Promise<void> {
  const answer = route.request().postDataJSON();
  const signature = Buffer.from(answer.response.signature, 'base64url');
  signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
  answer.response.signature = signature.toString('base64url');
  await route.continue({ postData: JSON.stringify(answer) });
}
