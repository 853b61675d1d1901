/** The exclusive door's only file that speaks to the browser, before a browser that takes no credential. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../../extension/exclusive-door/proxy';
import { NOT_ALLOWED } from '../../../extension/messages/not-allowed';

const NO = { name: 'NotAllowedError', message: NOT_ALLOWED };

/** Refuses credentials, as Chromium does those that it cannot read; keeps the errors that it is given. */
function browserWithoutTaste(): chrome.webAuthenticationProxy.CreateResponseDetails[] {
  const taken: chrome.webAuthenticationProxy.CreateResponseDetails[] = [];
  const completeCreateRequest = async (details: chrome.webAuthenticationProxy.CreateResponseDetails) => {
    if (details.responseJson) throw new Error('Invalid responseJson: field missing or invalid');
    taken.push(details);
  };
  Object.assign(globalThis, { chrome: { webAuthenticationProxy: { completeCreateRequest } } });
  return taken;
}

test('a credential that the browser does not take: the page gets a no, and the worker is told', async () => {
  const taken = browserWithoutTaste();
  assert.equal(await complete({ kind: 'create', id: 7 }, { credential: { id: 'AAAA' } }), false);
  assert.deepEqual(taken, [{ requestId: 7, error: NO }]);
});

test('a no is said once', async () => {
  const taken = browserWithoutTaste();
  assert.equal(await complete({ kind: 'create', id: 7 }, { error: NO }), true);
  assert.deepEqual(taken, [{ requestId: 7, error: NO }]);
});
