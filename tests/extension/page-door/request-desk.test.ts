import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { PageCall } from '../../../extension/page-door/browser';
import type { Question } from '../../../extension/page-door/question';

// The page door keeps the timers that it finds when it starts.
mock.timers.enable({ apis: ['setTimeout'] });

const sent: { kind: string; requestId: string }[] = [];
const port = { postMessage: (message: (typeof sent)[number]) => sent.push(message) };
const world = {
  MessageChannel: class {
    port1 = port;
    port2 = {};
  },
  MessageEvent: class extends Event {
    get data() {
      return undefined;
    }
  },
  document: { dispatchEvent: () => false },
  CredentialsContainer: class {},
  navigator: { credentials: {} },
};
for (const [name, value] of Object.entries(world))
  Object.defineProperty(globalThis, name, { value, configurable: true });

const { openDesk } = await import('../../../extension/page-door/request-desk');

const call = {} as PageCall;
const options = { challenge: '', allowCredentials: [], hints: [], extensions: {} };
const question = (timeout?: number): Question => ({
  message: (requestId) => ({ kind: 'get', requestId, mediation: 'modal', options }),
  isBesideForms: false,
  timeout,
  signal: undefined,
});

for (const [timeout, seconds] of [
  [undefined, 320],
  [1, 320],
  [400_000, 420],
  [4_294_967_295, 620],
] as const) {
  test(`a request with timeout ${timeout} that nobody answers ends after ${seconds} s`, async () => {
    const desk = openDesk({ credential: {}, attestation: {}, assertion: {} });
    const rejections: unknown[] = [];
    const resolve = () => assert.fail();
    desk?.ask(question(timeout), call, { resolve, reject: (reason) => rejections.push(reason) });
    mock.timers.tick(seconds * 1000 - 1);
    assert.equal(rejections.length, 0);
    mock.timers.tick(1);
    assert.equal((rejections[0] as DOMException).name, 'NotAllowedError');
    assert.equal(sent.at(-1)?.kind, 'cancel');
  });
}
