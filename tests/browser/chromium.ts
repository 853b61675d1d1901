/** A Chromium with the extension loaded, as the demo and every browser test start it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';

export type LaunchOptions = {
  /** The folder to load unpacked. */
  dist: string;
  headless: boolean;
  /** Where Chromium keeps its state; a fresh folder that {@link LoadedChromium.close} removes when left out. */
  profile?: string;
  /** Further switches, such as `--host-resolver-rules=...`. */
  args?: string[];
  /** Leaves open the tab that greets a new user. */
  greeted?: boolean;
};

export type LoadedChromium = {
  context: BrowserContext;
  extensionId: string;
  /** The running service worker. A worker that was stopped gives no new handle: `evaluate` on it hangs. */
  worker(): Promise<Worker>;
  close(): Promise<void>;
};

/** Quiet: without these, Chromium speaks to servers of its own at every start. */
const SWITCHES = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that `XENON_CHROMIUM` names. */
export async function launchWithExtension(options: LaunchOptions): Promise<LoadedChromium> {
  const { profile, dist } = options;
  const folder = profile ?? mkdtempSync(join(tmpdir(), 'xenon-profile-'));
  const isNew = !existsSync(preferencesIn(folder));
  if (isNew) turnOnDeveloperMode(folder);
  const context = await chromium.launchPersistentContext(folder, settings(options));
  const extensionId = idOf(dist);
  if (isNew && !options.greeted) await (await welcomePage(context, extensionId)).close();
  return {
    context,
    extensionId,
    worker: () => workerOf(context, extensionId),
    async close() {
      await context.close();
      if (profile === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** As everybody has it who loads an unpacked extension; without it, one that is reloaded stays disabled. */
function turnOnDeveloperMode(profile: string): void {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(preferencesIn(profile), JSON.stringify({ extensions: { ui: { developer_mode: true } } }));
}

function preferencesIn(profile: string): string {
  return join(profile, 'Default', 'Preferences');
}

/** The tab that opens once, after the installation. */
export async function welcomePage(context: BrowserContext, extensionId: string): Promise<Page> {
  const address = `chrome-extension://${extensionId}/welcome/welcome.html`;
  const open = context.pages().find((page) => page.url() === address);
  const page = open ?? (await context.waitForEvent('page', { timeout: 15_000 }));
  await page.waitForURL(address);
  return page;
}

type ContextSettings = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

/** Playwright's own headless mode has no extensions; Chromium's new one has. */
function settings({ dist, headless, args = [] }: LaunchOptions): ContextSettings {
  const modes = headless ? ['--headless=new', '--disable-gpu'] : [];
  const loading = [`--disable-extensions-except=${dist}`, `--load-extension=${dist}`];
  return {
    executablePath: process.env.XENON_CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    chromiumSandbox: hasSandbox(headless),
    viewport: headless ? { width: 1280, height: 800 } : null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...SWITCHES, ...modes, ...loading, ...args],
  };
}

/** Chromium refuses its sandbox to root, and containers often refuse it; a test sees only our own pages. */
function hasSandbox(headless: boolean): boolean {
  return !headless && process.getuid?.() !== 0;
}

/** An unpacked extension without a `key` is named after its folder: SHA-256 of the path, 0-f as a-p. */
function idOf(dist: string): string {
  const digest = createHash('sha256').update(realpathSync(dist)).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

async function workerOf(context: BrowserContext, extensionId: string): Promise<Worker> {
  const isOurs = (worker: Worker) => worker.url().startsWith(`chrome-extension://${extensionId}/`);
  const running = context.serviceWorkers().find(isOurs);
  return running ?? context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 15_000 });
}
