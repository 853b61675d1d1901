import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { followCeremony, PING_EVERY_MS } from '../../../extension/approval/approval-port';
import type { ApprovalView } from '../../../extension/messages/from-user';

type Listener = (value?: unknown) => void;

class FakePort {
  pings: unknown[] = [];
  #messages: Listener[] = [];
  #disconnects: Listener[] = [];
  onMessage = { addListener: (listener: Listener) => this.#messages.push(listener) };
  onDisconnect = { addListener: (listener: Listener) => this.#disconnects.push(listener) };
  constructor(readonly name: string) {}
  postMessage(message: unknown): void {
    this.pings.push(message);
  }
  say(view: ApprovalView): void {
    for (const listener of this.#messages) listener(view);
  }
  close(): void {
    for (const listener of this.#disconnects) listener();
  }
}

const delivering: ApprovalView = { show: 'delivering' };
const ended: ApprovalView = { show: 'ended', because: 'denied' };

let ports: FakePort[] = [];
let views: ApprovalView[] = [];
let unreachable = 0;

const last = () => ports.at(-1) as FakePort;

beforeEach((t) => {
  ports = [];
  views = [];
  unreachable = 0;
  const connect = ({ name }: { name: string }) => {
    const port = new FakePort(name);
    ports.push(port);
    return port;
  };
  Object.assign(globalThis, { chrome: { runtime: { connect } } });
  if ('mock' in t) t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  followCeremony('c0ffee', {
    view: (view) => views.push(view),
    unreachable: () => {
      unreachable += 1;
    },
  });
});

test('connects under the name of its ceremony and passes views on', () => {
  assert.equal(last().name, 'approval:c0ffee');
  last().say(delivering);
  assert.deepEqual(views, [delivering]);
});

test('a ping every 20 s keeps the worker', (t) => {
  t.mock.timers.tick(3 * PING_EVERY_MS);
  assert.deepEqual(last().pings, [{ kind: 'ping' }, { kind: 'ping' }, { kind: 'ping' }]);
});

test('a stopped worker is connected again, and the old port is not pinged', (t) => {
  last().close();
  t.mock.timers.tick(50);
  assert.equal(ports.length, 2);
  t.mock.timers.tick(PING_EVERY_MS);
  assert.equal(ports[0]?.pings.length, 0);
  assert.equal(ports[1]?.pings.length, 1);
});

test('the wait between tries grows to 5 s, and no further', (t) => {
  for (let tries = 0; tries < 20; tries += 1) {
    last().close();
    t.mock.timers.tick(5_000);
  }
  assert.equal(ports.length, 21);
  last().close();
  t.mock.timers.tick(4_999);
  assert.equal(ports.length, 21);
});

test('a view makes the next reconnection quick again', (t) => {
  for (let tries = 0; tries < 10; tries += 1) {
    last().close();
    t.mock.timers.tick(5_000);
  }
  last().say(delivering);
  last().close();
  t.mock.timers.tick(50);
  assert.equal(ports.length, 12);
});

test('a worker that never speaks is reported once', (t) => {
  for (let tries = 0; tries < 20; tries += 1) {
    last().close();
    t.mock.timers.tick(5_000);
  }
  assert.equal(unreachable, 1);
});

test('nothing is pinged or connected after the end', (t) => {
  last().say(ended);
  t.mock.timers.tick(60_000);
  last().close();
  t.mock.timers.tick(60_000);
  assert.equal(ports.length, 1);
  assert.equal(last().pings.length, 0);
});

test('the end is not taken back by what comes after it', () => {
  last().say({ show: 'success', kind: 'get', rpId: 'a.example', origin: 'https://a.example' });
  last().say({ show: 'ended', because: 'unknown' });
  assert.deepEqual(views, [{ show: 'success', kind: 'get', rpId: 'a.example', origin: 'https://a.example' }]);
});
