import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { callerOf, isOwnPage, originOf } from '../../../extension/service-worker/caller';
import { installChrome } from '../fake-chrome';

type Sender = chrome.runtime.MessageSender;

const tab = { id: 7, windowId: 3, url: 'https://shop.example/cart?id=1' } as chrome.tabs.Tab;
const page: Sender = {
  id: 'xenon',
  origin: 'https://shop.example',
  url: 'https://shop.example/cart?id=1',
  documentId: 'D1',
  documentLifecycle: 'active',
  frameId: 0,
  tab,
};

function without(member: keyof Sender): Sender {
  const { [member]: _, ...rest } = page;
  return rest;
}

beforeEach(() => {
  installChrome();
});

test('a page is known by what Chrome says of it', () => {
  assert.deepEqual(callerOf(page), {
    origin: 'https://shop.example',
    tabId: 7,
    windowId: 3,
    documentId: 'D1',
  });
});

test('nobody asks where Chrome names no origin, document, tab or lifecycle', () => {
  for (const member of ['origin', 'documentId', 'tab', 'documentLifecycle'] as const)
    assert.equal(callerOf(without(member)), undefined, member);
  assert.equal(callerOf({}), undefined);
  assert.equal(
    callerOf({ ...page, tab: { ...tab, id: undefined } as unknown as chrome.tabs.Tab }),
    undefined,
  );
});

test('an opaque origin may not ask, whatever its address says', () => {
  for (const origin of ['null', '']) assert.equal(callerOf({ ...page, origin }), undefined);
  assert.equal(callerOf({ ...without('origin'), url: 'https://shop.example/' }), undefined);
});

test('a page that nobody sees yet, or any more, may not ask', () => {
  for (const documentLifecycle of ['prerender', 'cached', 'pending_deletion'])
    assert.equal(callerOf({ ...page, documentLifecycle } as Sender), undefined, documentLifecycle);
});

test('a frame has the origin of the page around it', () => {
  const frame = { ...page, origin: 'https://pay.example', frameId: 4 };
  assert.equal(callerOf(frame)?.origin, 'https://pay.example');
  assert.equal(callerOf(frame)?.topLevelOrigin, 'https://shop.example');
});

test('a frame in a page whose address is hidden or opaque says so', () => {
  for (const url of [undefined, '', 'about:blank', 'data:text/html,x', 'not a url'])
    assert.equal(
      callerOf({ ...page, frameId: 4, tab: { ...tab, url } as chrome.tabs.Tab })?.topLevelOrigin,
      'null',
    );
});

test('a sender without a frame number is not taken for a top-level page', () => {
  assert.equal(callerOf(without('frameId'))?.topLevelOrigin, 'https://shop.example');
});

test('only the pages of this extension are its own', () => {
  const own: Sender = { id: 'xenon', origin: 'chrome-extension://xenon' };
  assert.equal(isOwnPage(own), true);
  assert.equal(isOwnPage(page), false, 'a content script has our id and its page’s origin');
  assert.equal(isOwnPage({ id: 'other', origin: 'chrome-extension://xenon' }), false);
  assert.equal(isOwnPage({ id: 'xenon' }), false);
  assert.equal(isOwnPage({ origin: 'chrome-extension://xenon' }), false);
  assert.equal(isOwnPage({ id: 'xenon', origin: 'chrome-extension://xenon.evil' }), false);
  assert.equal(isOwnPage({}), false);
});

test('origins are written as pages write them', () => {
  assert.equal(originOf('https://Shop.Example:443/x'), 'https://shop.example');
  assert.equal(originOf('http://localhost:8080/x'), 'http://localhost:8080');
  assert.equal(originOf('blob:https://shop.example/1'), 'https://shop.example');
  assert.equal(originOf('file:///etc/passwd'), 'null');
  assert.equal(originOf(undefined), 'null');
});
