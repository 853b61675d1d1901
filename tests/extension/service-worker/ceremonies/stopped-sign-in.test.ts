/** A sign-in, and what the user may say instead of yes, with the worker stopped at every step. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { durableStore } from '../../../../extension/service-worker/vault-storage/durable-store';
import { anotherCreation, keepVault, signIn, stopEverywhere } from '../../stopped-everywhere';

before(keepVault);

test('a sign-in is signed', async () => {
  await stopEverywhere(signIn, 'approve', ({ answers, views }) => {
    assert.equal(answers[0]?.outcome, 'signed');
    assert.equal(views.at(-1)?.show, 'success');
  });
});

test('no is no', async () => {
  for (const decision of ['deny', 'close'] as const) {
    await stopEverywhere(anotherCreation, decision, async ({ answers }) => {
      assert.equal(answers[0]?.outcome, 'refused');
      assert.equal((await durableStore.allRecords()).length, 1);
    });
  }
});

test('another device is the browser’s to ask', async () => {
  await stopEverywhere(signIn, 'use-another-device', ({ answers, browser }) => {
    assert.equal(answers[0]?.outcome, 'browser');
    assert.equal(browser.windows.size, 0);
  });
});
