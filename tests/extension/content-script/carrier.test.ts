import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { carry } from '../../../extension/content-script/carrier';
import { FakeChrome } from './fake-chrome';

const requestId = '0123456789abcdef0123456789abcdef';
const get = {
  kind: 'get',
  requestId,
  mediation: 'modal',
  options: { challenge: 'AAAA', allowCredentials: [], hints: [], extensions: {} },
};
const report = { userActive: true, ancestorOrigins: ['https://parent.example'] };
const asked = { ...get, ...report };
const create = {
  kind: 'create',
  requestId,
  mediation: 'modal',
  options: {
    rp: { name: '' },
    user: { id: 'AA', name: '', displayName: '' },
    challenge: 'AAAA',
    pubKeyCredParams: [],
    excludeCredentials: [],
    hints: [],
    attestationFormats: [],
    extensions: {},
  },
};
const other = requestId.replace('0', 'e');
const another = requestId.replace('0', 'f');
const signed = { requestId, outcome: 'signed', credential: {} };

let chrome: FakeChrome;
let page: { sent: unknown[]; closed: boolean; say(message: unknown): void; standAside(): void };

beforeEach(() => {
  mock.timers.enable({ apis: ['setInterval', 'Date'] });
  chrome = new FakeChrome();
  page = newPage();
});
afterEach(() => mock.timers.reset());

function newPage() {
  const sent: unknown[] = [];
  const port = {
    onmessage: (_event: { data: unknown }): void => undefined,
    postMessage: (message: unknown) => sent.push(message),
    close: () => {
      fake.closed = true;
    },
  };
  const fake = {
    sent,
    closed: false,
    say: (data: unknown) => port.onmessage({ data }),
    standAside: () => standAside(),
  };
  const { standAside } = carry(port as unknown as MessagePort);
  return fake;
}

test('no port to the worker is opened before the page asks', () => {
  assert.equal(chrome.ports.length, 0);
  page.say(get);
  assert.deepEqual(chrome.lastPort.sent, [asked]);
});

test('a page that asks what its browser can do opens the port, once it is shown', () => {
  const prepare = { kind: 'prepare', requestId };
  chrome.isPrepared = true;
  page.say(prepare);
  assert.equal(chrome.ports.length, 0);
  chrome.showPage();
  assert.deepEqual(chrome.lastPort.sent, [prepare]);
  chrome.lastPort.cut();
  assert.deepEqual([chrome.ports.length, page.sent], [1, []]);
});

test('it opens it again when the worker may have been stopped, and not each time that it asks', () => {
  const prepare = { kind: 'prepare', requestId };
  for (let time = 0; time < 3; time += 1) page.say(prepare);
  assert.equal(chrome.lastPort.sent.length, 1);
  chrome.lastPort.cut();
  mock.timers.tick(25_000);
  page.say(prepare);
  assert.equal(chrome.ports.length, 2);
});

test('an answer reaches the page once, whichever way it comes', () => {
  page.say(get);
  chrome.lastPort.hear(signed);
  chrome.lastPort.hear(signed);
  chrome.message(signed);
  assert.deepEqual(page.sent, [signed]);
});

test('an answer by message counts only from this extension', () => {
  page.say(get);
  chrome.message(signed, 'another-extension');
  assert.deepEqual(page.sent, []);
  assert.equal(chrome.message({ kind: 'still-there' }), true);
  chrome.message(signed);
  assert.deepEqual(page.sent, [signed]);
});

test('what cannot be read but named is the browser’s', () => {
  page.say({ ...get, options: 5 });
  page.say({ kind: 'get' });
  assert.deepEqual(page.sent, [{ requestId, outcome: 'browser' }]);
  assert.equal(chrome.ports.length, 0);
});

test('a frame without permission is the browser’s at once', () => {
  chrome.permitted = false;
  page.say(get);
  assert.deepEqual(page.sent, [{ requestId, outcome: 'browser' }]);
  assert.equal(chrome.ports.length, 0);
});

test('a key in a cross-origin frame needs the user’s act, and never a form’s', () => {
  page.say(create);
  assert.deepEqual(chrome.lastPort.sent, [{ ...create, ...report }]);
  page.say({ ...create, requestId: other, mediation: 'conditional' });
  chrome.isUserActive = false;
  page.say({ ...create, requestId: another });
  const browser = (id: string) => ({ requestId: id, outcome: 'browser' });
  assert.deepEqual(page.sent, [browser(other), browser(another)]);
});

test('a frame of the page’s own origin needs no act, and spends none', () => {
  chrome.ancestorOrigins = ['https://frame.example'];
  chrome.isUserActive = false;
  page.say(create);
  chrome.lastPort.hear({ ...signed, outcome: 'created' });
  assert.equal(page.sent.length, 1);
  assert.equal(chrome.actsSpent, 0);
});

test('the act that made a key in a cross-origin frame, or was refused one, is spent', () => {
  for (const [outcome, acts] of [
    ['created', 1],
    ['refused', 2],
    ['browser', 2],
  ] as const) {
    page.say(create);
    chrome.lastPort.hear({ requestId, outcome });
    assert.equal(chrome.actsSpent, acts, outcome);
  }
});

test('a page that is only prepared asks when it is shown, unless it has given up', () => {
  chrome.isPrepared = true;
  page.say(get);
  page.say({ ...get, requestId: other });
  page.say({ kind: 'cancel', requestId: other });
  assert.ok(!chrome.ports.some((port) => port.sent.some((said) => 'options' in (said as object))));
  chrome.showPage();
  const requests = chrome.lastPort.sent.filter((said) => 'options' in (said as object));
  assert.deepEqual(requests, [asked]);
});

test('a request beside a form neither keeps the worker nor ends with it', () => {
  page.say({ ...get, mediation: 'conditional' });
  mock.timers.tick(30_000);
  chrome.lastPort.cut();
  assert.equal(chrome.ports.length, 1);
  chrome.message(signed);
  assert.deepEqual(page.sent, [signed]);
});

test('a request beside a form is sent again to a worker that was stopped before it could remember it', () => {
  page.say({ ...get, mediation: 'conditional' });
  chrome.lastPort.cut();
  assert.equal(chrome.ports.length, 2);
  assert.deepEqual(chrome.lastPort.sent, [{ ...asked, mediation: 'conditional' }]);
});

test('a request that waits is sent again when the worker was stopped', () => {
  page.say(get);
  chrome.lastPort.cut();
  assert.equal(chrome.ports.length, 2);
  assert.deepEqual(chrome.lastPort.sent, [asked]);
});

test('nothing is sent again once it was answered or cancelled', () => {
  page.say(get);
  page.say({ kind: 'cancel', requestId });
  assert.deepEqual(chrome.lastPort.sent, [asked, { kind: 'cancel', requestId }]);
  chrome.lastPort.cut();
  assert.equal(chrome.ports.length, 1);
});

test('a worker that never stays leaves the request to the browser', () => {
  page.say(get);
  for (let i = 0; i < 6; i += 1) chrome.lastPort.cut();
  assert.equal(chrome.ports.length, 6);
  assert.deepEqual(page.sent, [{ requestId, outcome: 'browser' }]);
});

test('a worker that is stopped now and then is asked for as long as it takes', () => {
  page.say(get);
  for (let i = 0; i < 20; i += 1) {
    mock.timers.tick(30_000);
    chrome.lastPort.cut();
  }
  assert.deepEqual(page.sent, []);
});

test('an extension that is gone leaves everything to the browser, and says so', () => {
  page.say(get);
  chrome.remove();
  mock.timers.tick(500);
  assert.deepEqual(page.sent, [{ requestId, outcome: 'browser' }, { outcome: 'gone' }]);
  assert.ok(page.closed);
});

test('a request to an extension that is already gone is the browser’s at once', () => {
  chrome.remove();
  page.say(get);
  assert.deepEqual(page.sent, [{ requestId, outcome: 'browser' }, { outcome: 'gone' }]);
});

test('a document that is left to the browser is so at once, and its worker hears nothing', () => {
  page.say(get);
  page.standAside();
  assert.deepEqual(page.sent, [{ requestId, outcome: 'browser' }, { outcome: 'gone' }]);
  assert.ok(page.closed);
  page = newPage();
  page.standAside();
  assert.deepEqual(page.sent, [{ outcome: 'gone' }]);
  assert.equal(chrome.ports.length, 1, 'only that of the first document');
});

test('a page that goes to sleep has its request refused and cancelled', () => {
  page.say(get);
  const port = chrome.lastPort;
  chrome.hidePage();
  assert.deepEqual(
    page.sent.map((reply) => (reply as { name: string }).name),
    ['NotAllowedError'],
  );
  assert.ok(port.disconnected);
  page.say({ ...get, requestId: another });
  assert.equal(chrome.ports.length, 2, 'awake again, it opens a new port');
});

test('the worker hears that a no has arrived, also where it says it twice', () => {
  page.say(get);
  const refused = { requestId, outcome: 'refused', name: 'NotAllowedError', message: 'm' };
  chrome.lastPort.hear(refused);
  chrome.message(refused);
  assert.deepEqual(page.sent, [refused]);
  const settled = { kind: 'settled', requestId };
  assert.deepEqual(chrome.lastPort.sent, [asked, settled, settled]);
});
