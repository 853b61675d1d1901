import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { changeSettings, settings } from '../../../extension/service-worker/settings';
import { type FakeChrome, installChrome } from '../fake-chrome';

let chromium: FakeChrome;

before(() => {
  chromium = installChrome();
});

test('a new key may be backed up one day, unless the user says otherwise', async () => {
  assert.deepEqual(await settings(), { deviceBound: false, attestation: true });
});

test('what was changed outlives the worker, and nothing else is kept with it', async () => {
  await changeSettings({ deviceBound: true, attestation: false, other: 1 } as never);
  assert.deepEqual(await settings(), { deviceBound: true, attestation: false });
  assert.equal(chromium.local.items.get('settings'), '{"deviceBound":true,"attestation":false}');
});

test('a change that Chrome refuses changes nothing', async () => {
  chromium.local.failure = new Error('quota');
  await assert.rejects(changeSettings({ deviceBound: false, attestation: true }), /quota/);
  assert.deepEqual(await settings(), { deviceBound: true, attestation: false });
});

test('damaged ones are those of the beginning', async () => {
  for (const value of ['7', 'null', '{"deviceBound":"yes","attestation":0}', '[]']) {
    await changeSettings({ deviceBound: false, attestation: true });
    chromium.local.items.set('settings', value);
    assert.deepEqual(await settings(), { deviceBound: false, attestation: true }, value);
  }
});
