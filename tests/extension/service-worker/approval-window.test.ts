import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { openApprovalWindow, rememberApprovalPort } from '../../../extension/service-worker/approval-window';
import { FakePort } from '../fake-chrome';

const caller = { origin: 'https://a.example', tabId: 1, windowId: 7, documentId: 'D1' };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

/** A Chrome whose asking window is at `top`, and that opens windows as `create` says. */
function chromeWith(top: number | undefined, create: (place: { top?: number }) => object): void {
  const windows = {
    get: async () =>
      top === undefined
        ? Promise.reject(new Error('No window'))
        : { left: 100, top, width: 1000, height: 900 },
    create: async (place: { top?: number }) => create(place),
  };
  const runtime = { getURL: (path: string) => `chrome-extension://xenon/${path}` };
  Object.assign(globalThis, { chrome: { windows, runtime }, reportError: assert.ifError });
}

test('the window opens in the middle of the one that asks', async () => {
  chromeWith(50, (place) => {
    const { left, top } = place as { left: number; top: number };
    assert.deepEqual({ left, top }, { left: 390, top: 130 });
    return { id: 8 };
  });
  assert.equal(await openApprovalWindow('c', caller), 8);
});

test('a place that Chrome refuses is left to Chrome', async () => {
  chromeWith(5000, ({ top }) => {
    if (top !== undefined) throw new Error('Bounds must be at least 50% within visible screen space.');
    return { id: 9 };
  });
  assert.equal(await openApprovalWindow('c', caller), 9);
});

test('without a window that asks, Chrome chooses the place', async () => {
  chromeWith(undefined, ({ top }) => {
    assert.equal(top, undefined);
    return { id: 10 };
  });
  assert.equal(await openApprovalWindow('c', caller), 10);
});

test('a window that cannot open is an error', async () => {
  chromeWith(50, () => {
    throw new Error('No');
  });
  await assert.rejects(openApprovalWindow('c', caller));
});

test('a window that stays blank is loaded again, until its page connects', async () => {
  const id = 'blank';
  const address = `chrome-extension://xenon/approval/approval.html#${id}`;
  const loaded: unknown[] = [];
  const tabs = {
    query: async () => [
      { id: 2, url: 'https://a.example/' },
      { id: 3, url: '', pendingUrl: address },
    ],
    update: async (tabId: number, { url }: { url: string }) => void loaded.push([tabId, url]),
  };
  chromeWith(50, () => ({ id: 8 }));
  Object.assign(chrome, { tabs });
  await openApprovalWindow(id, caller);
  mock.timers.tick(2_999);
  await Promise.resolve();
  assert.deepEqual(loaded, []);
  mock.timers.tick(1);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  assert.deepEqual(loaded, [[3, address]]);
  rememberApprovalPort(id, new FakePort(`approval:${id}`).asPort());
  mock.timers.tick(10_000);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  assert.equal(loaded.length, 1);
});
