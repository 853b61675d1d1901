/** Stopping the worker, or starting the browser anew, gives nobody fresh tries. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromUser } from '../../../../extension/messages/from-user';
import { WorkerStory } from '../../worker-story';

const NOON = Date.UTC(2026, 10, 24, 12);
const WORKERS = 100;
const GUESSES_EACH = 10;
/** As quick as somebody could type, or a script send. */
const GUESS_MS = 100;

test('of 1,000 guesses over 100 stopped workers no more than 10 are looked at', async (t) => {
  const story = new WorkerStory('approve');
  await story.command({ kind: 'create-vault', passphrase: 'correct horse' });
  await story.command({ kind: 'lock' });
  t.mock.timers.enable({ apis: ['Date'], now: NOON });
  let looked = 0;
  for (let made = 0; made < WORKERS * GUESSES_EACH; made += 1) {
    if (made % GUESSES_EACH === 0) story.worker.stop();
    if (made === 500) story.browser.session.items.clear();
    t.mock.timers.setTime(NOON + made * GUESS_MS);
    const answer = await story.command({ kind: 'unlock', passphrase: `guess ${made}` } satisfies FromUser);
    assert.ok(answer && !answer.ok);
    if (answer.problem === 'wrong-passphrase') looked += 1;
    else assert.equal(answer.problem, 'too-many-guesses');
  }
  assert.ok(looked > 3, `only ${looked}`);
  assert.ok(looked <= 10, String(looked));
  t.mock.timers.setTime(NOON + 3_600_000);
  const right = await story.command({ kind: 'unlock', passphrase: 'correct horse' });
  assert.equal(right?.ok, true);
});
