/** A Chromium as a user has it: nothing looks into its windows and workers while they start. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeWindow, nextWindow } from './approval-window';
import { DevTools, type DevToolsEvent, type TargetInfo } from './devtools';

const SWITCHES = [
  '--remote-debugging-pipe',
  '--headless=new',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--password-store=basic',
  '--use-mock-keychain',
  '--window-size=1280,800',
];

/** The tab that Xenon opens once; nothing that is measured is to wait for it. */
const WELCOME = 'welcome/welcome.html';

/** A write that a limit forbids is an error, as on a full disk, and not the end of the process. */
const SURVIVING = 'trap "" XFSZ; exec "$0" "$@"';

export type Browser = {
  devtools: DevTools;
  close(): Promise<void>;
  /** Ends it as a power cut would: SIGKILL, at once. */
  kill(): Promise<void>;
  /** Resolves when it has ended, however that came. */
  ended: Promise<void>;
  /** From now on no file may grow beyond so many bytes, as if the disk were full; `undefined` lifts that. */
  limitFiles(bytes: number | undefined): void;
};

/** Starts Chromium with these unpacked extensions, or with none. A profile that is given is left behind. */
export async function startBrowser(extensions: string[] = [], kept?: string): Promise<Browser> {
  const profile = kept ?? mkdtempSync(join(tmpdir(), 'xenon-bench-'));
  const isNew = !existsSync(join(profile, 'Default'));
  const program = process.env.XENON_CHROMIUM ?? '/usr/bin/chromium';
  const child = spawn(
    'sh',
    [
      '-c',
      SURVIVING,
      program,
      ...SWITCHES,
      ...sandbox(),
      ...loading(extensions),
      `--user-data-dir=${profile}`,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const devtools = new DevTools(child);
  const started = extensionsStarted(devtools, extensions.length);
  const welcomed = isNew && extensions.some(greets) ? closeNext(devtools, WELCOME) : undefined;
  await devtools.send('Target.setDiscoverTargets', { discover: true });
  await started;
  await welcomed;
  return {
    devtools,
    async close() {
      await end(child, devtools);
      if (!kept) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    limitFiles: (bytes) => limitFiles(child.pid ?? 0, bytes),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}

/** Whether an extension opens a tab after its installation. */
function greets(extension: string): boolean {
  return existsSync(join(extension, WELCOME));
}

async function closeNext(devtools: DevTools, page: string): Promise<void> {
  await closeWindow(devtools, await nextWindow(devtools, page));
}

function limitFiles(pid: number, bytes: number | undefined): void {
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes ?? 'unlimited'}:unlimited`]);
}

/** A page that loads before its extensions do has no content scripts. */
async function extensionsStarted(devtools: DevTools, count: number): Promise<void> {
  const workers = new Set<string>();
  const isLast = ({ method, params }: DevToolsEvent) => {
    const { type, targetId } = (params.targetInfo ?? {}) as Partial<TargetInfo>;
    if (method === 'Target.targetCreated' && type === 'service_worker' && targetId) workers.add(targetId);
    return workers.size === count;
  };
  if (count > 0) await devtools.next(isLast, "Starting the extensions' workers");
}

/** Chromium refuses its sandbox to root. */
function sandbox(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function loading(extensions: string[]): string[] {
  const list = extensions.join(',');
  return list
    ? [`--disable-extensions-except=${list}`, `--load-extension=${list}`]
    : ['--disable-extensions'];
}

async function end(child: ChildProcess, devtools: DevTools): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // It may be gone before it has said so.
  await devtools.send('Browser.close').catch(() => undefined);
  await ended;
}
