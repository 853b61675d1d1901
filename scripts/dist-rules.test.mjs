import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from './dist-rules.mjs';

const MANIFEST = {
  name: '__MSG_extensionName__',
  version: '1.0.0',
  default_locale: 'en',
  background: { service_worker: 'service-worker/worker.js' },
  action: { default_popup: 'popup/popup.html' },
};

const GOOD = {
  'manifest.json': JSON.stringify(MANIFEST),
  '_locales/en/messages.json': '{"extensionName":{"message":"Xenon"}}',
  'service-worker/worker.js': 'chrome.runtime.id;',
  'popup/popup.html': '<script type="module" src="popup.js"></script>',
  'popup/popup.js': 'document.title="Xenon";',
};

/** The faults of a good dist/ with some files changed, added or (undefined) taken away. */
function faultsWith(changes) {
  const texts = Object.entries({ ...GOOD, ...changes }).filter(([, text]) => text !== undefined);
  return faultsOf(new Map(texts.map(([path, text]) => [path, Buffer.from(text)])), '1.0.0');
}

function assertOneFault(changes, pattern) {
  const faults = faultsWith(changes);
  assert.equal(faults.length, 1, faults.join('\n'));
  assert.match(faults[0], pattern);
}

test('a good dist has no faults', () => assert.deepEqual(faultsWith({}), []));

test('what the manifest names must be there', () => {
  assertOneFault(
    { 'service-worker/worker.js': undefined },
    /manifest\.json names service-worker\/worker\.js/,
  );
});

test('what a page names must be there and must be ours', () => {
  assertOneFault({ 'popup/popup.js': undefined }, /names popup\.js, which is not in dist/);
  const remote = '<script src="https://example.com/a.js"></script>';
  assertOneFault({ 'popup/popup.html': remote }, /loads https:\/\/example\.com\/a\.js from elsewhere/);
});

test('a page has no script, style or handler of its own', () => {
  assertOneFault({ 'popup/popup.html': '<script>1</script>' }, /script of its own/);
  assertOneFault({ 'popup/popup.html': '<p style="color: red">' }, /styles of its own/);
  assertOneFault({ 'popup/popup.html': '<p onclick="1">' }, /event attribute/);
});

test('an unexpected file is refused, and so is one that grew too large', () => {
  assertOneFault({ 'popup/popup.js.map': '{}' }, /dist\/popup\/popup\.js\.map is not expected/);
  assertOneFault({ 'page-door/page-door.js': ' '.repeat(100_000) }, /has 100000 bytes/);
});

test('a script makes no code from text and fetches none', () => {
  assertOneFault({ 'popup/popup.js': 'eval("1")' }, /calls eval/);
  assertOneFault({ 'popup/popup.js': 'new Function("1")' }, /makes a function from text/);
  assert.deepEqual(faultsWith({ 'popup/popup.js': 'name="Function("+name+")"' }), []);
  assertOneFault({ 'popup/popup.js': 'import("https://example.com/a.js")' }, /imports from elsewhere/);
});

test('the scripts in a page leave its document alone', () => {
  assertOneFault(
    { 'content-script/content-script.js': 'document.createElement("p")' },
    /touches the document/,
  );
  assert.deepEqual(faultsWith({ 'popup/popup.js': 'document.createElement("p")' }), []);
});

test('all languages say the same things', () => {
  assertOneFault({ '_locales/ja/messages.json': '{}' }, /ja\/messages\.json lacks extensionName/);
});

test('the two versions are one', () => {
  assertOneFault(
    { 'manifest.json': JSON.stringify({ ...MANIFEST, version: '1.0.1' }) },
    /has version 1\.0\.1/,
  );
});
