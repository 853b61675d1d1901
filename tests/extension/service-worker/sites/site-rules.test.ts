import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  hostOfTyped,
  isLeftToBrowser,
  ruledSites,
  ruleOfHost,
  setRule,
} from '../../../../extension/service-worker/sites/site-rules';
import { registerStandAside } from '../../../../extension/service-worker/sites/stand-aside';
import { type FakeChrome, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;
const page = (origin: string, topLevelOrigin?: string) => ({
  origin,
  ...(topLevelOrigin && { topLevelOrigin }),
  tabId: 1,
  windowId: 2,
  documentId: 'D1',
});

beforeEach(async () => {
  chromium = installChrome();
  for (const { host } of await ruledSites()) await setRule(host, undefined);
});

test('a site is a host: with any scheme and port, and without its subdomains', async () => {
  await setRule('a.example', 'paused');
  for (const origin of ['https://a.example', 'http://a.example', 'https://a.example:8443'])
    assert.equal(await isLeftToBrowser(page(origin)), true, origin);
  for (const origin of ['https://www.a.example', 'https://example', 'https://evil-a.example', 'null', ''])
    assert.equal(await isLeftToBrowser(page(origin)), false, origin);
});

test('a rule counts for a site’s frames anywhere, and for every frame in a page of the site', async () => {
  await setRule('a.example', 'browser');
  assert.equal(await isLeftToBrowser(page('https://a.example', 'https://b.example')), true);
  assert.equal(await isLeftToBrowser(page('https://b.example', 'https://a.example')), true);
  assert.equal(await isLeftToBrowser(page('https://b.example', 'https://c.example')), false);
});

test('a site has one rule, which outlives the worker', async () => {
  await setRule('b.example', 'paused');
  await setRule('a.example', 'paused');
  await setRule('a.example', 'browser');
  const kept = { 'b.example': 'paused', 'a.example': 'browser' };
  assert.deepEqual(JSON.parse(chromium.local.items.get('site-rules') ?? ''), kept);
  assert.deepEqual(await ruledSites(), [
    { host: 'a.example', rule: 'browser' },
    { host: 'b.example', rule: 'paused' },
  ]);
  await setRule('a.example', undefined);
  assert.equal(await ruleOfHost('a.example'), undefined);
});

test('a rule that could not be written is none', async () => {
  chromium.local.failure = new Error('quota');
  await assert.rejects(setRule('a.example', 'paused'), /quota/);
  assert.deepEqual(await ruledSites(), []);
});

test('the host is read from what a person types or pastes', () => {
  const read = {
    'github.com': 'github.com',
    ' GitHub.com ': 'github.com',
    'https://github.com/login?x=1': 'github.com',
    'localhost:8080': 'localhost',
    'bücher.example': 'xn--bcher-kva.example',
    '日本.example': 'xn--wgv71a.example',
    '[::1]': '[::1]',
  };
  for (const [typed, host] of Object.entries(read)) assert.equal(hostOfTyped(typed), host, typed);
  for (const typed of ['', ' ', 'two words', '*.example.com', 'user@example.com', 'https://', '<all_urls>'])
    assert.equal(hostOfTyped(typed), undefined, typed);
});

test('the script that stands aside is registered for exactly the sites with a rule', async () => {
  const registered = () => [...chromium.contentScripts.values()].map(({ matches }) => matches);
  await registerStandAside();
  assert.deepEqual(registered(), []);
  await setRule('a.example', 'paused');
  await registerStandAside();
  await setRule('b.example', 'browser');
  await registerStandAside();
  assert.deepEqual(registered(), [['*://a.example/*', '*://b.example/*']]);
  const changes = chromium.contentScriptChanges;
  await registerStandAside();
  assert.equal(chromium.contentScriptChanges, changes, 'nothing to change');
  for (const { host } of await ruledSites()) await setRule(host, undefined);
  await registerStandAside();
  assert.deepEqual(registered(), []);
});

test('what an update of the extension has made Chrome forget is registered again', async () => {
  await setRule('a.example', 'paused');
  await registerStandAside();
  chromium.contentScripts.clear();
  await registerStandAside();
  assert.equal(chromium.contentScripts.size, 1);
});
