import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { mirrorStore } from '../../../../extension/service-worker/vault-storage/mirror-store';
import type { SealedRecord } from '../../../../extension/service-worker/vault-storage/stored';
import { type FakeChrome, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;

const record = (id: string, site: string): SealedRecord => ({ id, site, sealed: new Uint8Array([1, 2, 3]) });
const a1 = record('1', 'a');
const a2 = record('2', 'a');
const b3 = record('3', 'b');

const put = (...records: SealedRecord[]) => mirrorStore.write({ put: records, remove: [] });
const remove = (...ids: string[]) => mirrorStore.write({ put: [], remove: ids });
const ids = (records: SealedRecord[]) => records.map(({ id }) => id).sort();

beforeEach(() => {
  chromium = installChrome();
});

test('what is written is read back, by id, by site and as a whole', async () => {
  await put(a1, a2, b3);
  assert.deepEqual(await mirrorStore.records(['1', 'missing']), [a1]);
  assert.deepEqual(ids(await mirrorStore.recordsOfSites(['a'])), ['1', '2']);
  assert.deepEqual(ids(await mirrorStore.recordsOfSites(['a', 'b', 'none'])), ['1', '2', '3']);
  assert.deepEqual(ids(await mirrorStore.allRecords()), ['1', '2', '3']);
});

test('a record written again is still one of its site', async () => {
  await put(a1);
  await put({ ...a1, sealed: new Uint8Array([9]) });
  const [found, ...others] = await mirrorStore.recordsOfSites(['a']);
  assert.deepEqual([...(found?.sealed ?? [])], [9]);
  assert.equal(others.length, 0);
});

test('a removed record is gone from its site, and the others stay', async () => {
  await put(a1, a2);
  await remove('1', 'missing');
  assert.deepEqual(await mirrorStore.records(['1']), []);
  assert.deepEqual(ids(await mirrorStore.recordsOfSites(['a'])), ['2']);
});

test('what takes the place of a record arrives in the step in which that goes', async (t) => {
  await put(a1);
  const steps: string[][] = [];
  const { set } = chromium.local;
  t.mock.method(chromium.local, 'set', async (items: Record<string, unknown>) => {
    await set.call(chromium.local, items);
    steps.push([
      ...ids(await mirrorStore.recordsOfSites(['a'])),
      'of',
      ...ids(await mirrorStore.allRecords()),
    ]);
  });
  await mirrorStore.write({ put: [a2], remove: ['1'] });
  assert.deepEqual(steps, [['2', 'of', '2']]);
  assert.equal(chromium.local.items.has('record.1'), false, 'and is swept away');
});

test('a list that names a record which is not there is no trouble', async () => {
  await put(a1, a2);
  chromium.local.items.delete('record.1');
  assert.deepEqual(ids(await mirrorStore.recordsOfSites(['a'])), ['2']);
});

test('damaged values are as good as absent', async () => {
  await put(a1, a2);
  for (const value of ['null', '7', '"text"', '{}', '{"site":"a"}', '{"site":"a","sealed":"?"}', '[]']) {
    chromium.local.items.set('record.1', value);
    assert.deepEqual(ids(await mirrorStore.recordsOfSites(['a'])), ['2'], value);
    assert.deepEqual(ids(await mirrorStore.allRecords()), ['2'], value);
  }
  for (const value of ['null', '"2"', '{"0":"2"}', '[7,null]']) {
    chromium.local.items.set('site.a', value);
    assert.deepEqual(await mirrorStore.recordsOfSites(['a']), [], value);
  }
  for (const value of ['7', '"%"', '[]']) {
    chromium.local.items.set('vault.header', value);
    assert.equal(await mirrorStore.header(), undefined, value);
  }
});

test('a new record finds its place in a damaged list', async () => {
  chromium.local.items.set('site.a', '"2"');
  await put(a1);
  assert.deepEqual(ids(await mirrorStore.recordsOfSites(['a'])), ['1']);
});

test('an empty place has no traces; a header, a record or the sentinel is one', async () => {
  assert.equal(await mirrorStore.hasTraces(), false);
  await put(a1);
  assert.equal(await mirrorStore.hasTraces(), true);
  chromium.local.items.clear();
  await mirrorStore.write({ header: new Uint8Array([1]), put: [], remove: [] });
  assert.equal(await mirrorStore.hasTraces(), true);
  chromium.local.items.delete('vault.header');
  assert.equal(await mirrorStore.hasTraces(), true, 'the sentinel alone');
});

test('a change that Chrome refuses is refused whole', async () => {
  chromium.local.failure = new Error('quota');
  await assert.rejects(put(a1, b3), /quota/);
  assert.equal(chromium.local.items.size, 0);
});

test('nothing is found under the names of prototypes', async () => {
  assert.deepEqual(await mirrorStore.records(['__proto__', 'constructor']), []);
  assert.deepEqual(await mirrorStore.recordsOfSites(['__proto__', 'constructor']), []);
});
