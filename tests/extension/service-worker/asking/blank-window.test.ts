/** A window that the worker cannot tell what to show. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { FakePort, installChrome } from '../../fake-chrome';

test('it loses its line, and is told as soon as it asks again and the worker can', async () => {
  const chromium = installChrome();
  const errors = mock.method(globalThis, 'reportError', () => undefined);
  const reads = mock.method(chromium.session, 'get', () => Promise.reject(new Error('no storage')));
  await import('../../../../extension/service-worker/worker');
  const follow = async () => {
    const port = new FakePort('approval:D1-00', { id: 'xenon', origin: 'chrome-extension://xenon' });
    chromium.onConnect.emit(port.asPort());
    await pause(10);
    return port;
  };
  const first = await follow();
  assert.deepEqual([first.isOpen, first.heard], [false, []]);
  assert.ok(errors.mock.callCount() > 0, 'Chrome lists the reason');
  reads.mock.restore();
  const second = await follow();
  assert.deepEqual([second.isOpen, second.heard], [true, [{ show: 'ended', because: 'unknown' }]]);
});
