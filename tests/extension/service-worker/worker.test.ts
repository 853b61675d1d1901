import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type FakeChrome, FakePort, installChrome } from '../fake-chrome';

let chromium: FakeChrome;

before(async () => {
  chromium = installChrome();
  await import('../../../extension/service-worker/worker');
});

const tab = { id: 7, windowId: 3, url: 'https://a.example/' } as chrome.tabs.Tab;
const options = {
  rp: { name: 'A' },
  user: { id: 'dXNlcg', name: 'alice', displayName: 'Alice' },
  challenge: 'Y2hhbGxlbmdl',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  excludeCredentials: [],
  hints: [],
  attestationFormats: [],
  extensions: {},
};

const newRequestId = () => crypto.randomUUID().replaceAll('-', '');

function connected(name: string, sender: chrome.runtime.MessageSender = {}): FakePort {
  const page = { origin: 'https://a.example', documentId: crypto.randomUUID(), frameId: 0, tab };
  const port = new FakePort(name, { id: 'xenon', documentLifecycle: 'active', ...page, ...sender });
  chromium.onConnect.emit(port.asPort());
  return port;
}

/** What a document hears that asks for a key. */
async function asked(port: FakePort, report = {}): Promise<FakePort> {
  const requestId = newRequestId();
  port.say({
    kind: 'create',
    requestId,
    mediation: 'modal',
    options,
    userActive: true,
    ancestorOrigins: [],
    ...report,
  });
  await pause(0);
  return port;
}

test('a page that asks from many documents at once gets three windows and no more', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => asked(connected('site'))));
  for (let wait = 0; wait < 100 && chromium.windows.size < 3; wait += 1) await pause(5);
  await pause(50);
  assert.equal(chromium.windows.size, 3);
  const refused = ports.filter(({ heard }) => heard.length === 1);
  assert.equal(refused.length, 17);
  for (const { heard } of refused) assert.equal((heard[0] as { outcome: string }).outcome, 'refused');
});

test('what any request needs is read as soon as a page opens its line, and for nobody else', async () => {
  const read = new Set<string>();
  const { get } = chromium.local;
  mock.method(chromium.local, 'get', (keys: string | string[]) => {
    for (const key of [keys].flat()) read.add(key);
    return get.call(chromium.local, keys);
  });
  connected('site', { origin: 'null' });
  await pause(50);
  assert.deepEqual([...read], []);
  connected('site');
  await pause(50);
  mock.restoreAll();
  assert.ok(read.has('vault.header'));
});

test('who is no active page is left to the browser, and may ask again over a new line', async () => {
  for (const sender of [{ origin: 'null' }, { documentLifecycle: 'prerender' as const }]) {
    const port = await asked(connected('site', sender));
    assert.equal((port.heard[0] as { outcome: string }).outcome, 'browser');
    assert.equal(port.isOpen, false);
  }
});

test('only own pages may follow a ceremony', () => {
  for (const origin of ['https://a.example', 'null'])
    assert.equal(connected('approval:D1-00', { origin }).isOpen, false, origin);
  const own = { origin: 'chrome-extension://xenon' };
  assert.equal(connected('approval:D1-00', own).isOpen, true);
  assert.equal(connected('something else', own).isOpen, false);
});

test('commands of others are not heard', () => {
  const heard = { answers: 0 };
  const respond = () => {
    heard.answers += 1;
  };
  for (const sender of [{ id: 'xenon', origin: 'https://a.example' }, { id: 'other' }, {}])
    assert.deepEqual(chromium.onMessage.emit({ kind: 'lock' }, sender, respond), [false]);
  assert.equal(heard.answers, 0);
});
