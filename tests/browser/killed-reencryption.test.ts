/**
 * SIGKILL of the whole browser at a random moment while everything is encrypted anew: one of the two passphrases
 * opens the vault, every key is there, and nothing of the other vault is left. `XENON_KILLS` says how often.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, FaultStage } from './faults/fault-stage';

/** Each is a start of the browser and an Argon2id or three: a tenth of the kills of the other test. */
const KILLS = Math.ceil(Number(process.env.XENON_KILLS ?? 200) / 10);
const KEYS = 200;
/** So long it takes from the question to the end, the two passes of Argon2id with it. */
const LONGEST_RUN_MS = 4_000;

let stage: FaultStage;
before(async () => {
  stage = await FaultStage.start();
});
after(() => stage.close());

test(`${KILLS} kills while everything is encrypted anew leave the whole of one vault`, async (context) => {
  const first = await stage.open();
  for (let made = 0; made < KEYS; made += 1) assert.equal(await stage.make(first, `key ${made}`), undefined);
  let opened = first;
  let finished = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const { passphrase } = stage;
    const newPassphrase = `the passphrase after kill ${kill}`;
    const answer = ask(opened.own, { kind: 'reencrypt', passphrase, newPassphrase });
    answer.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, (Math.random() * LONGEST_RUN_MS * kill) / KILLS));
    await opened.browser.kill();
    opened = await stage.openLocked();
    if (await stage.isPassphrase(opened.own, newPassphrase)) finished += 1;
    await stage.assertNothingElse(opened.own);
  }
  context.diagnostic(`${KILLS} kills, ${finished} of them after the end, ${KEYS} keys, 0 lost`);
  await opened.browser.close();
});
