import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordFaults } from './words.mjs';

const faultsOf = (path, text) => wordFaults(new Map([[path, text]]));

test('something to do names its issue', () => {
  const word = 'TO' + 'DO';
  assert.equal(faultsOf('wasm/vault/src/lib.rs', `// ${word}: later`).length, 1);
  assert.deepEqual(faultsOf('wasm/vault/src/lib.rs', `// ${word}(#12): later`), []);
});

test('a forbidden word is named with its line, and its comment is free', () => {
  const text = '/** Never\n * innerHTML. */\nelement.innerHTML = text; // no innerHTML\n';
  assert.deepEqual(faultsOf('extension/popup/popup.ts', text), [
    'extension/popup/popup.ts:3: "innerHTML" turns text into markup; build elements.',
  ]);
});

test('tests may do what the extension may not', () => {
  assert.deepEqual(faultsOf('tests/browser/a.test.ts', 'page.innerHTML;'), []);
});
