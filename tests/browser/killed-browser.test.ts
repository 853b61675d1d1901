/**
 * SIGKILL of the whole browser at a random moment while keys are being made: whatever a page was told
 * is there afterwards, and the stores are whole. `XENON_KILLS` says how often.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Answer, AnswerTo, FromUser } from '../../extension/messages/from-user';
import { createVaultAndRemember, nextWindow } from '../bench/approval-window';
import { type Browser, startBrowser } from '../bench/browser';
import { evaluate, type PageSession } from '../bench/evaluate';
import { type Site, startSite } from '../bench/site';
import { stopWorkers } from '../bench/workers';
import { DIST } from './stage';

const KILLS = Number(process.env.XENON_KILLS ?? 200);
/** The first key takes a cold worker 200 ms; the others some 10 ms each. */
const LONGEST_RUN_MS = 400;
/** Every so many kills the vault is unlocked by its passphrase, which compares the stores. */
const KILLS_PER_UNLOCK = 20;
const PASSPHRASE = 'correct horse battery staple';

/** What the browser forgets when it ends: the open vault, and *Don't ask again*. */
type Session = Record<string, unknown>;
type Opened = { browser: Browser; own: PageSession; page: PageSession };

let profile: string;
let site: Site;
let address: string;
let session: Session;
/** The names of the keys of which a page was told. */
const told = new Set<string>();

before(async () => {
  profile = mkdtempSync(join(tmpdir(), 'xenon-killed-'));
  site = await startSite();
  const browser = await startBrowser([DIST], profile);
  const page = { devtools: browser.devtools, sessionId: await browser.devtools.openPage(site.url('killed')) };
  const opening = nextWindow(browser.devtools, '/approval/approval.html');
  const made = evaluate(page, makeKey, ['the first'], { userGesture: true });
  const window = await opening;
  address = new URL('/options/options.html', window.url).href;
  await Promise.all([createVaultAndRemember(browser.devtools, window, PASSPHRASE), made]);
  told.add('the first');
  const own = { devtools: browser.devtools, sessionId: await browser.devtools.openPage(address) };
  session = await evaluate(own, readSession, []);
  await browser.close();
});
after(() => {
  site.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts the browser with the vault open again; a new worker finds it so. */
async function reopen(): Promise<Opened> {
  const browser = await startBrowser([DIST], profile);
  const { devtools } = browser;
  const own = { devtools, sessionId: await devtools.openPage(address) };
  await evaluate(own, writeSession, [session]);
  await stopWorkers(own);
  const page = { devtools, sessionId: await devtools.openPage(site.url('killed')) };
  return { browser, own, page };
}

async function ask<K extends FromUser['kind']>(
  own: PageSession,
  command: Extract<FromUser, { kind: K }>,
): Promise<AnswerTo[K]> {
  const answer = (await evaluate(own, send, [command])) as Answer<AnswerTo[K]>;
  assert.ok(answer.ok, `${command.kind}: ${answer.ok ? '' : answer.problem}`);
  return answer.value;
}

/** Makes key after key, and pulls the plug. */
async function killWhileMaking({ browser, page }: Opened, kill: number): Promise<void> {
  await browser.devtools.send('Runtime.addBinding', { name: 'told' }, page.sessionId);
  await browser.devtools.send('Runtime.enable', {}, page.sessionId);
  const stopListening = browser.devtools.listen(({ method, params }) => {
    if (method === 'Runtime.bindingCalled') told.add(params.payload as string);
  });
  const making = evaluate(page, makeKeys, [`kill ${kill}`], { userGesture: true });
  making.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_RUN_MS));
  await browser.kill();
  stopListening();
}

async function missing(own: PageSession): Promise<string[]> {
  const { keys } = await ask(own, { kind: 'all-keys' });
  const names = new Set(keys.map(({ userName }) => userName));
  return [...told].filter((name) => !names.has(name));
}

test(`${KILLS} of ${KILLS} kills lose no key of which a page was told`, async (context) => {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const opened = await reopen();
    if (kill > 1) assert.deepEqual(await missing(opened.own), [], `after kill ${kill - 1}`);
    if (kill % KILLS_PER_UNLOCK === 0) await assertWhole(opened.own);
    await killWhileMaking(opened, kill);
  }
  const { browser, own } = await reopen();
  assert.deepEqual(await missing(own), []);
  await assertWhole(own);
  context.diagnostic(`${KILLS} kills, ${told.size} keys of which a page was told, 0 lost`);
  await browser.close();
  assert.ok(told.size > KILLS, 'keys were made between the kills');
});

/** Unlocks by the passphrase, and waits until the two stores are the same. */
async function assertWhole(own: PageSession): Promise<void> {
  await ask(own, { kind: 'lock' });
  await ask(own, { kind: 'unlock', passphrase: PASSPHRASE });
  for (let time = 0; time < 200 && !(await evaluate(own, areStoresAlike, [])); time += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  assert.ok(await evaluate(own, areStoresAlike, []), 'the stores are alike');
  assert.deepEqual(await ask(own, { kind: 'vault-state' }), { vault: 'unlocked' });
  await evaluate(own, writeSession, [session]);
  await stopWorkers(own);
}

// What follows runs in pages, each by itself.

async function makeKey(name: string): Promise<void> {
  await navigator.credentials.create({
    publicKey: {
      challenge: new Uint8Array(32),
      rp: { name: 'Killed' },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
    },
  });
}

async function makeKeys(prefix: string): Promise<void> {
  for (let count = 0; ; count += 1) {
    const name = `${prefix}, ${count}`;
    await navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: 'Killed' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
      },
    });
    (globalThis as unknown as { told(name: string): void }).told(name);
  }
}

function send(command: FromUser): Promise<unknown> {
  return chrome.runtime.sendMessage(command);
}

function readSession(): Promise<Session> {
  return chrome.storage.session.get(null);
}

/** Without what says how old the stores are, which a new session of the browser does not know. */
async function writeSession({ 'vault.generation': _, ...session }: Session): Promise<void> {
  await chrome.storage.session.set(session);
}

async function areStoresAlike(): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('xenon');
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(['vault', 'records']);
  const manifest = transaction.objectStore('vault').get('manifest');
  const records = transaction.objectStore('records').getAll();
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
  const mirror = await chrome.storage.local.get<Record<string, unknown>>(null);
  const count = Object.keys(mirror).filter((key) => key.startsWith('record.')).length;
  const isSame = ({ id, sealed }: { id: string; sealed: Uint8Array }) =>
    (mirror[`record.${id}`] as { sealed: string } | undefined)?.sealed === sealed.toBase64();
  const isManifestSame = mirror['vault.manifest'] === (manifest.result as Uint8Array).toBase64();
  return isManifestSame && count === records.result.length && records.result.every(isSame);
}
