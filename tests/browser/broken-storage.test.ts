/**
 * A disk that fills up at any byte, and stores that cannot be opened: every request ends, nothing that a
 * page was told is lost, and the first request after the trouble succeeds.
 */
import assert from 'node:assert/strict';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { evaluate } from '../bench/evaluate';
import { ask, FaultStage, type Opened, PASSPHRASE } from './faults/fault-stage';
import { fillLocal } from './faults/in-page';

const REFUSED = 'NotAllowedError';
/** Less than the smallest thing that is stored: the end comes at each of the writes. */
const STEP = 100;
/** More than all that is written for one key. */
const MOST_ROOM = 4_000;

let stage: FaultStage;
beforeEach(async () => {
  stage = await FaultStage.start();
});
afterEach(() => stage.close());

/** The two stores' folders in the profile. */
const INDEXED_DB = ['Default', 'IndexedDB'];
const LOCAL = ['Default', 'Local Extension Settings'];

/** How large the journal is that each store writes to, by its folder. */
function journalOf(folder: string[]): number {
  const [store] = readdirSync(join(stage.profile, ...folder));
  const files = readdirSync(join(stage.profile, ...folder, store ?? ''));
  const journal = files
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1);
  return statSync(join(stage.profile, ...folder, store ?? '', journal ?? '')).size;
}

/** Chromium itself does not outlive every full disk: then it is a power cut. */
const ENDED = 'the browser ended';

async function makeOrEnd(opened: Opened, name: string): Promise<string> {
  const made = stage.make(opened, name).then((error) => error ?? 'made');
  return Promise.race([made, opened.browser.ended.then(() => ENDED)]);
}

/** Leaves room for so many bytes behind a store's journal while a page asks for a key. */
async function whileFull(opened: Opened, folder: string[], room: number): Promise<string> {
  opened.browser.limitFiles(journalOf(folder) + room);
  const outcome = await makeOrEnd(opened, `${folder.at(-1)}, ${room} bytes left`);
  if (outcome !== ENDED) opened.browser.limitFiles(undefined);
  return outcome;
}

/** Of two journals, a limit is reached by the longer one first. */
async function lengthenLocal({ own }: Opened): Promise<void> {
  while (journalOf(LOCAL) < journalOf(INDEXED_DB) + MOST_ROOM + 50_000) await evaluate(own, fillLocal, []);
}

for (const folder of [INDEXED_DB, LOCAL]) {
  test(`a disk that is full at any write to ${folder.at(-1)}, and a new start after it`, async (context) => {
    const outcomes = new Map<string, number>();
    let opened = await stage.open();
    if (folder === LOCAL) await lengthenLocal(opened);
    for (let room = 0; room <= MOST_ROOM; room += STEP) {
      const outcome = await whileFull(opened, folder, room);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome === ENDED) opened = await stage.open();
      const after = `${folder.at(-1)}, after ${room}, ${outcome}`;
      assert.equal(await stage.make(opened, after), undefined, after);
      assert.deepEqual(await stage.missing(opened.own), [], after);
    }
    context.diagnostic([...outcomes].map(([outcome, count]) => `${outcome}: ${count}`).join(', '));
    for (const outcome of outcomes.keys()) assert.ok(['made', REFUSED, ENDED].includes(outcome), outcome);
    assert.ok(outcomes.has(REFUSED), 'the disk was full');
    await stage.assertWhole(opened.own);
    await opened.browser.close();
    opened = await stage.open();
    await stage.assertWhole(opened.own);
    await opened.browser.close();
  });
}

test('a disk that is full keeps nobody from signing in', async () => {
  let opened = await stage.open();
  assert.equal(await stage.signIn(opened), undefined);
  opened.browser.limitFiles(journalOf(INDEXED_DB));
  while ((await makeOrEnd(opened, 'no room')) === ENDED) {
    opened = await stage.open();
    opened.browser.limitFiles(journalOf(INDEXED_DB));
  }
  assert.equal(await stage.signIn(opened), undefined);
  opened.browser.limitFiles(undefined);
  await stage.assertWhole(opened.own);
  await opened.browser.close();
});

/** Puts a file where the browser wants its folder, which it then cannot open. */
async function withoutFolder(folder: string[], act: (opened: Opened) => Promise<void>): Promise<void> {
  const path = join(stage.profile, ...folder);
  renameSync(path, `${path} aside`);
  writeFileSync(path, 'no folder');
  try {
    const opened = await stage.open();
    await act(opened).finally(() => opened.browser.kill());
  } finally {
    rmSync(path, { recursive: true });
    renameSync(`${path} aside`, path);
  }
}

test('IndexedDB that cannot be opened: keys sign in, new ones are refused, and nothing is lost', async () => {
  await withoutFolder(INDEXED_DB, async (opened) => {
    assert.equal(await stage.signIn(opened), undefined);
    assert.equal(await stage.make(opened, 'without IndexedDB'), REFUSED);
    assert.deepEqual(await stage.missing(opened.own), []);
    await ask(opened.own, { kind: 'lock' });
    await ask(opened.own, { kind: 'unlock', passphrase: PASSPHRASE });
  });
  const opened = await stage.open();
  assert.equal(await stage.make(opened, 'with IndexedDB again'), undefined);
  await stage.assertWhole(opened.own);
  await opened.browser.close();
});

/** Chromium itself gives no answer then, ever. */
test('local storage that cannot be opened: keys sign in, new ones are refused, and nothing is lost', async () => {
  await withoutFolder(LOCAL, async (opened) => {
    assert.equal(await stage.signIn(opened), undefined);
    assert.equal(await stage.make(opened, 'without local storage'), REFUSED);
    assert.deepEqual(await stage.missing(opened.own), []);
  });
  const opened = await stage.open();
  assert.equal(await stage.make(opened, 'with local storage again'), undefined);
  await stage.assertWhole(opened.own);
  await opened.browser.close();
});
