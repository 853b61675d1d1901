/**
 * Stores that can be read and not written: every request ends, nothing that a page was told is lost, and
 * the first request after the trouble succeeds. It mounts, which only root may.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { closedWindow, loadedWindow, nextWindow } from '../bench/approval-window';
import { evaluate } from '../bench/evaluate';
import { ask, FaultStage, type Opened } from './faults/fault-stage';

const FOLDERS = {
  IndexedDB: ['Default', 'IndexedDB'],
  'local storage': ['Default', 'Local Extension Settings'],
};
type Folder = keyof typeof FOLDERS;

let stage: FaultStage;
beforeEach(async () => {
  stage = await FaultStage.start();
});
afterEach(() => stage.close());

function mount(...options: string[]): void {
  execFileSync('mount', options, { stdio: 'ignore' });
}

function makeReadOnly(path: string): void {
  mount('--bind', path, path);
  mount('-o', 'remount,bind,ro', path);
}

function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'xenon-mount-'));
  try {
    makeReadOnly(path);
    execFileSync('umount', [path]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(path);
  }
}

async function whileReadOnly(folders: Folder[], act: () => Promise<Opened>): Promise<void> {
  const paths = folders.map((folder) => join(stage.profile, ...FOLDERS[folder]));
  for (const path of paths) makeReadOnly(path);
  try {
    const { browser } = await act();
    await browser.kill();
  } finally {
    for (const path of paths) execFileSync('umount', [path]);
  }
}

async function assertWritableAgain(): Promise<void> {
  const opened = await stage.open();
  assert.equal(await stage.make(opened, 'writable again'), undefined);
  await stage.assertWhole(opened.own);
  await opened.browser.close();
}

const skip = canMount() ? false : 'only root may mount';

for (const folder of Object.keys(FOLDERS) as Folder[]) {
  test(`${folder} read-only: keys sign in, new ones are refused, and nothing is lost`, { skip }, async () => {
    await whileReadOnly([folder], async () => {
      const opened = await stage.open();
      assert.equal(await stage.signIn(opened), undefined);
      assert.equal(await stage.make(opened, 'read-only'), 'NotAllowedError');
      return opened;
    });
    await assertWritableAgain();
  });
}

/** Chromium reads neither then. */
test('both read-only: the window says that the keys cannot be read, and nothing is lost', {
  skip,
}, async () => {
  await whileReadOnly(['IndexedDB', 'local storage'], async () => {
    const opened = await stage.openLocked();
    assert.deepEqual(await ask(opened.own, { kind: 'vault-state' }), { vault: 'damaged' });
    for (const act of [() => stage.signIn(opened), () => stage.make(opened, 'unreadable')])
      assert.deepEqual(await denied(opened, act), ["Your keys can't be read", 'NotAllowedError']);
    return opened;
  });
  await assertWritableAgain();
});

/** What the window says below its question, and what the page gets once that is denied. */
async function denied({ browser: { devtools } }: Opened, act: () => Promise<string | undefined>) {
  const opening = nextWindow(devtools, '/approval/approval.html');
  const answer = act();
  const { targetId } = await opening;
  const closed = closedWindow(devtools, targetId);
  const title = await evaluate(await loadedWindow(devtools, targetId), readAndDeny, []);
  await closed;
  return [title, await answer];
}

/** Runs in the window. */
async function readAndDeny(): Promise<string | undefined> {
  const deny = () => [...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'Deny');
  while (!deny()) await new Promise(requestAnimationFrame);
  const title = document.querySelector('h2')?.innerText;
  deny()?.click();
  return title;
}
