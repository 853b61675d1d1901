/** How much of the log is kept, and what pushes out what. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  allEntries,
  append,
  MOST_DAYS,
  MOST_ENTRIES,
  MOST_UNDECIDED,
  removeAll,
  type SealedEntry,
} from '../../../../extension/service-worker/activity-log/log-store';

const TODAY = 20_783;

beforeEach(removeAll);

/** `count` entries that are told apart by two bytes. */
function entries(count: number, day = TODAY, from = 0): SealedEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    day,
    sealed: new Uint8Array([(from + at) >> 8, from + at]),
  }));
}

const numbersOf = (found: SealedEntry[]) =>
  found.map(({ sealed: [high = 0, low = 0] }) => high * 256 + low).sort((a, b) => a - b);

test('the newest five thousand are kept', async () => {
  await append({ decided: entries(MOST_ENTRIES), undecided: [] }, TODAY);
  await append({ decided: entries(3, TODAY, MOST_ENTRIES), undecided: [] }, TODAY);
  const numbers = numbersOf(await allEntries());
  assert.equal(numbers.length, MOST_ENTRIES);
  assert.deepEqual([numbers.at(0), numbers.at(-1)], [3, MOST_ENTRIES + 2]);
});

test('five thousand is the most of both shares together', async () => {
  await append({ decided: entries(MOST_ENTRIES), undecided: entries(10) }, TODAY);
  assert.equal((await allEntries()).length, MOST_ENTRIES);
  await append({ decided: [], undecided: entries(5) }, TODAY);
  assert.equal((await allEntries()).length, MOST_ENTRIES);
});

test('a page that asks in vain, however often, pushes out no decision of a person', async () => {
  await append({ decided: entries(4_000), undecided: [] }, TODAY);
  for (let time = 0; time < 3; time += 1)
    await append({ decided: [], undecided: entries(MOST_UNDECIDED, TODAY, 10_000) }, TODAY);
  const numbers = numbersOf(await allEntries());
  assert.equal(numbers.filter((number) => number < 4_000).length, 4_000);
  assert.equal(numbers.length, 4_000 + MOST_UNDECIDED);
});

test('an entry is kept for ninety days and not for one more', async () => {
  await append({ decided: entries(1, TODAY - MOST_DAYS), undecided: entries(1, TODAY - MOST_DAYS) }, TODAY);
  assert.equal((await allEntries()).length, 2);
  await append({ decided: entries(1, TODAY + 1), undecided: [] }, TODAY + 1);
  assert.deepEqual(
    (await allEntries()).map(({ day }) => day),
    [TODAY + 1],
  );
});

test('what is cleared is gone, and what comes then is kept', async () => {
  await append({ decided: entries(5), undecided: entries(5) }, TODAY);
  await removeAll();
  assert.deepEqual(await allEntries(), []);
  await append({ decided: entries(1), undecided: entries(1) }, TODAY);
  assert.equal((await allEntries()).length, 2);
});
