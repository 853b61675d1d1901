import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrowFaults, importsIn } from './arrows.mjs';
import { crateArrowFaults } from './crate-arrows.mjs';

const faultsOf = (path, text) => arrowFaults(new Map([[path, text]]));

test('a file may import its own folder and the contracts', () => {
  const text = "import { a } from './captured';\nimport type { B } from '../messages/from-site';";
  assert.deepEqual(faultsOf('extension/page-door/page-door.ts', text), []);
});

test('the page door may not import what the pages share', () => {
  const [fault, ...others] = faultsOf(
    'extension/page-door/page-door.ts',
    "import { a } from '../shared-ui/text';",
  );
  assert.equal(others.length, 0);
  assert.equal(
    fault,
    "extension/page-door/page-door.ts imports '../shared-ui/text', but page-door may import only messages and its own files.",
  );
});

test('nobody imports the service worker, not even for a type', () => {
  const text = "import type { Caller } from '../service-worker/caller';";
  for (const folder of ['messages', 'content-script', 'approval', 'popup', 'options', 'shared-ui']) {
    assert.equal(faultsOf(`extension/${folder}/a.ts`, text).length, 1, folder);
  }
});

test('only the service worker imports the engine', () => {
  const text = "import init from '../../build/wasm/xenon_bindings.js';";
  assert.deepEqual(faultsOf('extension/service-worker/engine.ts', text), []);
  assert.equal(faultsOf('extension/options/options.ts', text).length, 1);
});

test('a package or a way out of the extension is refused', () => {
  const text =
    "import a from 'lodash';\nexport { b } from '../../tests/b';\nconst c = await import('node:fs');";
  assert.equal(faultsOf('extension/service-worker/worker.ts', text).length, 3);
});

test('a new folder must be given its arrows, and a drawer is none', () => {
  assert.match(
    faultsOf('extension/new-door/a.ts', "import './b';")[0],
    /does not say what extension\/new-door/,
  );
  assert.match(faultsOf('extension/popup/utils/a.ts', '')[0], /"utils" is none/);
});

test('imports in comments do not count', () => {
  const text = "// import a from 'a';\n/* export * from 'b' */\nimport c from 'c'; // from 'd'";
  assert.deepEqual(importsIn(text), ['c']);
});

test('the core may not know JavaScript, but its tests may', () => {
  const manifest =
    '[dependencies]\njs-sys.workspace = true\n\n[dev-dependencies]\ngetrandom.workspace = true\n';
  assert.deepEqual(crateArrowFaults(new Map([['wasm/vault/Cargo.toml', manifest]])), [
    'wasm/vault/Cargo.toml depends on js-sys, but vault may not.',
  ]);
  assert.deepEqual(crateArrowFaults(new Map([['wasm/bindings/Cargo.toml', manifest]])), []);
});
