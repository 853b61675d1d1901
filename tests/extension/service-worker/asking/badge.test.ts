import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import { updateBadge } from '../../../../extension/service-worker/asking/badge';
import { keepInSession } from '../../../../extension/service-worker/session';
import { type FakeChrome, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;

before(() => {
  chromium = installChrome();
});

/** How often Chrome was asked for a badge while `work` was done. */
async function asked(work: () => Promise<unknown>): Promise<number> {
  const setting = mock.method(chromium.api.action, 'setBadgeText');
  try {
    await work();
    return setting.mock.callCount();
  } finally {
    mock.restoreAll();
  }
}

test('a worker that has just started shows what is to be shown, whatever was there', async () => {
  chromium.badge = '2';
  assert.equal(await asked(updateBadge), 1);
  assert.equal(chromium.badge, '');
});

test('what is shown already is not asked for again', async () => {
  assert.equal(await asked(updateBadge), 0);
});

test('what Chrome did not take is asked for again', async () => {
  await keepInSession('ceremony.one', { progress: { state: 'asking' }, mediation: 'modal', caller: {} });
  mock.method(chromium.api.action, 'setBadgeText', async () => {
    throw new Error('no');
  });
  await assert.rejects(updateBadge());
  mock.restoreAll();
  assert.equal(await asked(updateBadge), 1);
  assert.equal(chromium.badge, '1');
});
