/** After the lock nothing of the vault is left in the worker, and nothing of it was ever on the disk. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createVaultAndRemember, nextWindow } from '../bench/approval-window';
import { type Browser, startBrowser } from '../bench/browser';
import type { TargetInfo } from '../bench/devtools';
import { evaluate, type PageSession } from '../bench/evaluate';
import { type Site, startSite } from '../bench/site';
import { type Canary, canaryOf, formsOf } from './memory/canary';
import { privateKeyIn, recordKeyOf, vaultIdOf } from './memory/vault-reader';
import { attachToWorker, foundInWorker } from './memory/worker-memory';
import { DIST } from './stage';

const random = () => randomBytes(9).toString('hex');
const passphrase = `passphrase-${random()}`;
const siteName = `site-${random()}`;
const userName = `user-${random()}`;

let profile: string;
let browser: Browser;
let site: Site;
let own: PageSession;
const canaries: Canary[] = [canaryOf('passphrase', passphrase), canaryOf('user name', userName)];
const rpId = canaryOf('RP ID', `${siteName}.localhost`);

before(async () => {
  profile = mkdtempSync(join(tmpdir(), 'xenon-memory-'));
  site = await startSite();
  browser = await startBrowser([DIST], profile);
  own = { devtools: browser.devtools, sessionId: await browser.devtools.openPage(await optionsAddress()) };
  await makeKey();
  const { key, header, record } = await evaluate(own, storedVault, []);
  const vaultKey = Buffer.from(key, 'base64');
  const vaultId = vaultIdOf(Buffer.from(header, 'base64'));
  canaries.push(
    { name: 'vault key', bytes: vaultKey },
    { name: 'record key', bytes: recordKeyOf(vaultKey, vaultId) },
    { name: 'private key', bytes: privateKeyIn(record, vaultKey, vaultId) },
  );
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

test('unlocked, the search finds what the worker works with', async () => {
  await told({ kind: 'all-keys' });
  const found = await foundInWorker(await attachToWorker(browser.devtools), canaries);
  for (const name of ['vault key in the heap', 'record key in a WebAssembly.Memory'])
    assert.ok(found.includes(name), `${name}, and only ${found}`);
});

test('locked, no key, passphrase or record is in the heap, in wasm memory or in the session', async () => {
  await told({ kind: 'all-keys' });
  await told({ kind: 'unlock', passphrase });
  await told({ kind: 'lock' });
  assert.deepEqual(await foundInWorker(await attachToWorker(browser.devtools), [...canaries, rpId]), []);
  assert.equal(await evaluate(own, sessionText, []), '{"exclusive-door":{"state":"off"}}');
});

test('nothing of it is in any file of the profile after the browser has exited', async () => {
  await told({ kind: 'unlock', passphrase });
  await told({ kind: 'all-keys' });
  await told({ kind: 'lock' });
  await browser.close();
  assert.deepEqual(
    foundInFiles(canaries, () => true),
    [],
  );
  // The browser's own history has the site's name; what the extension stores has not.
  assert.deepEqual(
    foundInFiles([rpId], (path) => /chrome-extension_|Extension|Service Worker/.test(path)),
    [],
  );
  assert.ok(foundInFiles([rpId], () => true).length > 0, 'the search finds nothing at all');
});

async function optionsAddress(): Promise<string> {
  const { targetInfos } = await browser.devtools.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  return new URL('/options/options.html', worker?.url).href;
}

/** Makes the vault and a key at a site, and leaves the site. */
async function makeKey(): Promise<void> {
  const { devtools } = browser;
  const page = { devtools, sessionId: await devtools.openPage(site.url(siteName)) };
  const opening = nextWindow(devtools, 'approval/approval.html');
  const made = evaluate(page, create, [userName], { userGesture: true });
  await createVaultAndRemember(devtools, await opening, passphrase);
  await made;
  await devtools.send('Target.closeTarget', { targetId: await targetOf(page) });
}

async function targetOf({ devtools, sessionId }: PageSession): Promise<string> {
  const { targetInfo } = await devtools.send<{ targetInfo: TargetInfo }>(
    'Target.getTargetInfo',
    {},
    sessionId,
  );
  return targetInfo.targetId;
}

async function told(command: object): Promise<void> {
  assert.deepEqual(await evaluate(own, tell, [command]), true);
}

/** The files under the profile in which a canary is, in any of its forms. */
function foundInFiles(searched: Canary[], isMeant: (path: string) => boolean): string[] {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter(isMeant);
  return paths.flatMap((path) => {
    const content = readFileSync(path);
    return searched
      .filter((canary) => formsOf(canary).some((form) => content.includes(form)))
      .map(({ name }) => `${name} in ${path}`);
  });
}

/** The functions below run in pages. */
async function create(name: string): Promise<void> {
  await navigator.credentials.create({
    publicKey: {
      challenge: new Uint8Array(32),
      rp: { name: 'Canary' },
      user: { id: new Uint8Array(16), name, displayName: name },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
    },
  });
}

async function tell(command: object): Promise<boolean> {
  return (await chrome.runtime.sendMessage(command)).ok;
}

async function storedVault() {
  const { 'vault.key': key } = await chrome.storage.session.get('vault.key');
  const local = await chrome.storage.local.get(null);
  const [name = '', record] = Object.entries(local).find(([one]) => one.startsWith('record.')) ?? [];
  const id = name.slice('record.'.length);
  return {
    key: key as string,
    header: local['vault.header'] as string,
    record: { id, ...(record as { site: string; sealed: string }) },
  };
}

async function sessionText(): Promise<string> {
  // How often the stores were changed says nothing of what is in them.
  const { 'vault.generation': _, ...others } = await chrome.storage.session.get(null);
  return JSON.stringify(others);
}
