/** The two scripts under test in real Chromium, in an extension that has nothing else but a stand-in worker. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import type { FromSite } from '../../../extension/messages/from-site';

/** Pages below this path get no content scripts: there the browser's own behaviour is seen. */
export const NATIVE_PATH = '/native/';

export type Site = Record<string, { body: string; headers?: Record<string, string> }>;

export type Toy = {
  context: BrowserContext;
  url(path: string, host?: string): string;
  open(path: string, host?: string): Promise<Page>;
  /** Without an authenticator of the browser's: its own conditional UI waits and finds nothing. */
  openWithoutKey(path: string): Promise<Page>;
  /** What the worker heard so far. */
  heard(): Promise<FromSite[]>;
  waitUntilHeard(kind: string, count?: number): Promise<FromSite[]>;
  stopWorker(): Promise<void>;
  reloadExtension(): Promise<void>;
  /** Puts both scripts into all open pages, as an extension does that has just been installed. */
  injectAgain(): Promise<void>;
  close(): Promise<void>;
};

export async function startToy(site: Site): Promise<Toy> {
  const folder = mkdtempSync(join(tmpdir(), 'xenon-page-door-'));
  const extension = join(process.cwd(), 'build', 'page-door-toy');
  await writeExtension(extension);
  const server = await serve(site);
  const context = await launch(extension, join(folder, 'profile'));
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(worker.url()).host;
  const desk = await context.newPage();
  await desk.goto('chrome://extensions');
  await desk.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  let own = await ownPage(context, extensionId);
  const url = (path: string, host = 'localhost') =>
    `http://${host}:${(server.address() as AddressInfo).port}${path}`;
  const heard = () =>
    own.evaluate(async () => (await chrome.storage.session.get({ log: [] })).log as FromSite[]);
  return {
    context,
    url,
    async open(path, host) {
      const page = await context.newPage();
      await page.goto(url(path, host));
      await addAuthenticator(await context.newCDPSession(page));
      await page.bringToFront();
      return page;
    },
    async openWithoutKey(path) {
      const page = await context.newPage();
      await page.goto(url(path));
      await page.bringToFront();
      return page;
    },
    heard,
    async waitUntilHeard(kind, count = 1) {
      let log = await heard();
      while (log.filter((said) => said.kind === kind).length < count) log = await heard();
      return log;
    },
    async stopWorker() {
      const session = await context.newCDPSession(own);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
    },
    async reloadExtension() {
      await desk.evaluate(`chrome.developerPrivate.reload('${extensionId}', { failQuietly: true })`);
      own = await ownPage(context, extensionId);
    },
    injectAgain: () => own.evaluate(injectIntoOpenTabs),
    async close() {
      await context.close();
      server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function ownPage(context: BrowserContext, extensionId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/own.html`);
  return page;
}

async function injectIntoOpenTabs(): Promise<void> {
  for (const { id = 0, url = '' } of await chrome.tabs.query({})) {
    const target = { tabId: id, allFrames: true };
    const scripts = url.startsWith('http') ? (chrome.runtime.getManifest().content_scripts ?? []) : [];
    for (const { js = [], world } of scripts as { js?: string[]; world?: 'ISOLATED' | 'MAIN' }[])
      await chrome.scripting.executeScript({ target, files: js, world: world ?? 'ISOLATED' });
  }
}

async function addAuthenticator(session: CDPSession): Promise<void> {
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ctap2Version: 'ctap2_1',
      hasLargeBlob: true,
      hasCredBlob: true,
      hasMinPinLength: true,
      hasPrf: true,
    },
  });
}

async function writeExtension(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const real = JSON.parse(readFileSync('manifest.json', 'utf8'));
  const manifest = {
    manifest_version: 3,
    name: 'page door under test',
    version: '1',
    minimum_chrome_version: real.minimum_chrome_version,
    permissions: ['storage', 'scripting'],
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'toy-worker.js' },
    content_scripts: real.content_scripts.map((script: object) => ({
      ...script,
      exclude_matches: [`*://*/native/*`],
    })),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'own.html'), '<!doctype html><title>own page</title>');
  await build({
    entryPoints: {
      'page-door/page-door': 'extension/page-door/page-door.ts',
      'content-script/content-script': 'extension/content-script/content-script.ts',
      'toy-worker': 'tests/browser/page-door/toy-worker.ts',
    },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome123',
    logLevel: 'error',
  });
}

function launch(extension: string, profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.XENON_CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    chromiumSandbox: false,
    // Sites rely on the back-forward cache; Playwright switches it off.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
}

async function serve(site: Site): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = site[path] ?? { body: '<!doctype html><title>page</title>' };
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    response.end(page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
