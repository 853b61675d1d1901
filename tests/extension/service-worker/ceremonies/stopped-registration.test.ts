/** A new key, with the worker stopped at every step. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { mirrorStore } from '../../../../extension/service-worker/vault-storage/mirror-store';
import { anotherCreation, creation, isKept, keepVault, stopEverywhere } from '../../stopped-everywhere';

before(keepVault);

test('a registration is made once, stored, and then told', async () => {
  await stopEverywhere(anotherCreation, 'approve', async ({ answers, views }) => {
    assert.equal(answers[0]?.outcome, 'created');
    assert.equal((await durableStore.allRecords()).length, 2);
    assert.equal((await mirrorStore.allRecords()).length, 2);
    assert.equal(views.at(-1)?.show, 'success');
  });
});

test('a key that takes an old one’s place is there, and the old one is not', async () => {
  await stopEverywhere(creation, 'approve', async ({ answers }) => {
    assert.equal(answers[0]?.outcome, 'created');
    for (const store of [durableStore, mirrorStore]) {
      const records = await store.allRecords();
      assert.equal(records.length, 1);
      assert.equal(isKept(records[0]?.id ?? ''), false);
    }
  });
});
