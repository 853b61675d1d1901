import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { changeSettings, settings } from '../../../extension/service-worker/settings';
import { type FakeChrome, installChrome } from '../fake-chrome';

let chromium: FakeChrome;

before(() => {
  chromium = installChrome();
});

test('a new key may be backed up one day, unless the user says otherwise', async () => {
  assert.deepEqual(await settings(), { deviceBound: false });
});

test('what was changed outlives the worker, and nothing else is kept with it', async () => {
  await changeSettings({ deviceBound: true, other: 1 } as never);
  assert.deepEqual(await settings(), { deviceBound: true });
  assert.equal(chromium.local.items.get('settings'), '{"deviceBound":true}');
});

test('a change that Chrome refuses changes nothing', async () => {
  chromium.local.failure = new Error('quota');
  await assert.rejects(changeSettings({ deviceBound: false }), /quota/);
  assert.deepEqual(await settings(), { deviceBound: true });
});

test('damaged ones are those of the beginning', async () => {
  for (const value of ['7', 'null', '{"deviceBound":"yes"}', '[]']) {
    await changeSettings({ deviceBound: false });
    chromium.local.items.set('settings', value);
    assert.deepEqual(await settings(), { deviceBound: false }, value);
  }
});
