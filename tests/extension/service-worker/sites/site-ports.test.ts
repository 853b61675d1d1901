import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  deliverToDocument,
  forgetPort,
  isDocumentThere,
  rememberPort,
} from '../../../../extension/service-worker/sites/site-ports';
import { type FakeChrome, FakePort, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;
let caller = { origin: 'https://a.example', tabId: 5, windowId: 1, documentId: '' };
let documents = 0;

const reply = { requestId: 'r', outcome: 'browser' } as const;

/** A document with a port, which the worker remembers. */
function connected(): FakePort {
  const port = new FakePort('site');
  rememberPort(caller.documentId, port.asPort());
  return port;
}

beforeEach(() => {
  chromium = installChrome();
  documents += 1;
  caller = { ...caller, documentId: `D${documents}` };
});

test('an open port is the quick way', async () => {
  const port = connected();
  assert.equal(await deliverToDocument(reply, caller), 'sent');
  assert.deepEqual(port.heard, [reply]);
  assert.deepEqual(chromium.sent, []);
});

test('the newest port wins', async () => {
  const old = connected();
  const newest = connected();
  await deliverToDocument(reply, caller);
  assert.equal(old.heard.length, 0);
  assert.equal(newest.heard.length, 1);
});

test('an old port that closes late does not take the newest with it', async () => {
  const old = connected();
  const newest = connected();
  assert.equal(forgetPort(caller.documentId, old.asPort()), false);
  await deliverToDocument(reply, caller);
  assert.equal(newest.heard.length, 1);
  assert.equal(forgetPort(caller.documentId, newest.asPort()), true);
});

test('without a port, the reply goes to the tab and the document that asked', async () => {
  chromium.documents.add(caller.documentId);
  assert.equal(await deliverToDocument(reply, caller), 'heard');
  assert.deepEqual(chromium.sent, [{ tabId: 5, documentId: caller.documentId, message: reply }]);
});

test('a document that is gone gets nothing, and neither does what its tab shows now', async () => {
  chromium.documents.add('the next page');
  assert.equal(await deliverToDocument(reply, caller), 'document-gone');
  assert.deepEqual(chromium.sent, []);
});

test('whether a document is still there is asked of Chrome', async () => {
  assert.equal(await isDocumentThere(caller), false);
  chromium.documents.add(caller.documentId);
  assert.equal(await isDocumentThere(caller), true);
  const port = connected();
  chromium.documents.clear();
  assert.equal(await isDocumentThere(caller), true);
  forgetPort(caller.documentId, port.asPort());
  assert.equal(await isDocumentThere(caller), false);
});
