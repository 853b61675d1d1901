/**
 * One of the two stores can be read and not written: every request ends, nothing that a page was told is lost, and
 * the first request after the trouble succeeds. It mounts, which only root may.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { FaultStage, type Opened } from './faults/fault-stage';

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

async function whileReadOnly(folder: Folder, act: (opened: Opened) => Promise<void>): Promise<void> {
  const path = join(stage.profile, ...FOLDERS[folder]);
  makeReadOnly(path);
  try {
    const opened = await stage.open();
    await act(opened).finally(() => opened.browser.kill());
  } finally {
    execFileSync('umount', [path]);
  }
}

const skip = canMount() ? false : 'only root may mount';

for (const folder of Object.keys(FOLDERS) as Folder[]) {
  test(`${folder} read-only: keys sign in, new ones are refused, and nothing is lost`, { skip }, async () => {
    await whileReadOnly(folder, async (opened) => {
      assert.equal(await stage.signIn(opened), undefined);
      assert.equal(await stage.make(opened, 'read-only'), 'NotAllowedError');
    });
    const opened = await stage.open();
    assert.equal(await stage.make(opened, 'writable again'), undefined);
    await stage.assertWhole(opened.own);
    await opened.browser.close();
  });
}
