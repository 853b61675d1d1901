/**
 * SIGKILL of the whole browser at a random moment while keys are being made: whatever a page was told
 * is there afterwards, and the stores are whole. `XENON_KILLS` says how often.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { evaluate } from '../bench/evaluate';
import { pause } from '../bench/pause';
import { FaultStage, type Opened } from './faults/fault-stage';
import { makeKeys } from './faults/in-page';

const KILLS = Number(process.env.XENON_KILLS ?? 200);
/** So many keys, at most, has a page been told of when its browser is killed: on average half as many. */
const KEYS_PER_RUN = 8;
/** Every so many kills the vault is unlocked by its passphrase, which compares the stores. */
const KILLS_PER_UNLOCK = 20;

let stage: FaultStage;
let took: Took;
before(async () => {
  stage = await FaultStage.start();
  took = await runWithoutKill();
});
after(() => stage.close());

/** How long this machine takes for a key, in ms: the first one, for which the worker starts, and any other. */
type Took = { first: number; other: number };

async function runWithoutKill(): Promise<Took> {
  const opened = await stage.open();
  const moments = [performance.now()];
  for (let count = 0; count < KEYS_PER_RUN; count += 1) {
    assert.equal(await stage.make(opened, `before the kills, ${count}`), undefined);
    moments.push(performance.now());
  }
  await opened.browser.close();
  const [start = 0, first = 0] = moments;
  return { first: first - start, other: ((moments.at(-1) ?? 0) - first) / (KEYS_PER_RUN - 1) };
}

/** Makes key after key, and pulls the plug while the next one is being made. */
async function killWhileMaking({ browser, page }: Opened, kill: number): Promise<void> {
  await browser.devtools.send('Runtime.addBinding', { name: 'told' }, page.sessionId);
  await browser.devtools.send('Runtime.enable', {}, page.sessionId);
  const wanted = Math.floor(Math.random() * (KEYS_PER_RUN + 1));
  const making = evaluate(page, makeKeys, [`kill ${kill}`], { userGesture: true });
  await Promise.race([making, toldOf(browser, wanted)]);
  making.catch(() => undefined);
  await pause(Math.random() * (wanted === 0 ? took.first : took.other));
  await browser.kill();
}

/** Notes of which keys the page is told, until the browser ends; resolves when it was told of so many. */
function toldOf({ devtools }: Opened['browser'], wanted: number): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    devtools.listen(({ method, params }) => {
      if (method !== 'Runtime.bindingCalled') return;
      stage.told.add(params.payload as string);
      count += 1;
      if (count === wanted) resolve();
    });
    if (wanted === 0) resolve();
  });
}

test(`${KILLS} of ${KILLS} kills lose no key of which a page was told`, async (context) => {
  const before = stage.told.size;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const opened = await stage.open();
    if (kill > 1) assert.deepEqual(await stage.missing(opened.own), [], `after kill ${kill - 1}`);
    if (kill % KILLS_PER_UNLOCK === 0) await stage.assertWhole(opened.own);
    await killWhileMaking(opened, kill);
  }
  const { browser, own } = await stage.open();
  await stage.assertWhole(own);
  context.diagnostic(`${KILLS} kills, ${stage.told.size} keys of which a page was told, 0 lost`);
  await browser.close();
  assert.ok(stage.told.size - before > KILLS, 'keys were made between the kills');
});
