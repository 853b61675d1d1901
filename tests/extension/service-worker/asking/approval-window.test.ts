import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import {
  openApprovalWindow,
  rememberApprovalPort,
} from '../../../../extension/service-worker/asking/approval-window';
import { FakePort } from '../../fake-chrome';

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

const address = (id: string) => `chrome-extension://xenon/approval/approval.html#${id}`;

/** A Chrome whose window `id` is in that state; gives what was done to load it. */
function chromeWithTab(state: { url: string; pendingUrl?: string }): unknown[] {
  const loaded: unknown[] = [];
  const tabs = {
    query: async () => [
      { id: 2, url: 'https://a.example/' },
      { id: 3, ...state },
    ],
    update: async (tabId: number, { url }: { url: string }) => void loaded.push(['update', tabId, url]),
    reload: async (tabId: number) => void loaded.push(['reload', tabId]),
  };
  chromeWith(50, () => ({ id: 8 }));
  Object.assign(chrome, { tabs });
  return loaded;
}

async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test('a window that stays blank is loaded again, until its page connects', async () => {
  const loaded = chromeWithTab({ url: '', pendingUrl: address('blank') });
  await openApprovalWindow('blank', caller);
  await pass(2_999);
  assert.deepEqual(loaded, []);
  await pass(1);
  assert.deepEqual(loaded, [['update', 3, address('blank')]]);
  rememberApprovalPort('blank', new FakePort('approval:blank').asPort());
  await pass(20_000);
  assert.equal(loaded.length, 1);
});

test('a window that is where it should be, and blank all the same, is reloaded', async () => {
  const loaded = chromeWithTab({ url: address('there') });
  await openApprovalWindow('there', caller);
  await pass(3_000);
  assert.deepEqual(loaded, [['reload', 3]]);
});
