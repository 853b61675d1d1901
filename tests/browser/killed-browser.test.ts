/**
 * SIGKILL of the whole browser at a random moment while keys are being made: whatever a page was told
 * is there afterwards, and the stores are whole. `XENON_KILLS` says how often.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { evaluate } from '../bench/evaluate';
import { FaultStage, type Opened } from './faults/fault-stage';
import { makeKeys } from './faults/in-page';

const KILLS = Number(process.env.XENON_KILLS ?? 200);
/** The first key takes a cold worker 200 ms; the others some 10 ms each. A busy machine takes longer. */
const SHORTEST_RUN_MS = 400;
/** So many keys the longest run has time for. */
const KEYS_PER_RUN = 10;
/** Every so many kills the vault is unlocked by its passphrase, which compares the stores. */
const KILLS_PER_UNLOCK = 20;

let stage: FaultStage;
let longestRunMs = SHORTEST_RUN_MS;
before(async () => {
  stage = await FaultStage.start();
  longestRunMs = Math.max(SHORTEST_RUN_MS, await runWithoutKill());
});
after(() => stage.close());

/** How long a cold worker takes on this machine for as many keys as the longest run is to make. */
async function runWithoutKill(): Promise<number> {
  const opened = await stage.open();
  const start = performance.now();
  for (let count = 0; count < KEYS_PER_RUN; count += 1)
    assert.equal(await stage.make(opened, `before the kills, ${count}`), undefined);
  const took = performance.now() - start;
  await opened.browser.close();
  return took;
}

/** Makes key after key, and pulls the plug. */
async function killWhileMaking({ browser, page }: Opened, kill: number): Promise<void> {
  await browser.devtools.send('Runtime.addBinding', { name: 'told' }, page.sessionId);
  await browser.devtools.send('Runtime.enable', {}, page.sessionId);
  browser.devtools.listen(({ method, params }) => {
    if (method === 'Runtime.bindingCalled') stage.told.add(params.payload as string);
  });
  const making = evaluate(page, makeKeys, [`kill ${kill}`], { userGesture: true });
  making.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestRunMs));
  await browser.kill();
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
