import assert from 'node:assert/strict';
import { test } from 'node:test';
import { architectureFaults } from './architecture.mjs';
import { importsAllowed } from './arrows.mjs';

const PATHS = ['extension/popup/popup.ts', 'wasm/vault/src/lib.rs', 'scripts/arrows.mjs'];
const OF_POPUP = importsAllowed('popup')
  .map((name) => `\`${name}\``)
  .join(', ');
const TRUE = `
| \`wasm/vault/\` | what the user owns | true |
| \`extension/popup/\` | the popup | ${OF_POPUP} |
See \`scripts/arrows.mjs\`.`;

test('a page that is true of the tree has no faults', () => {
  assert.deepEqual(architectureFaults(TRUE, PATHS), []);
});

test('a folder that is not on the page is named', () => {
  const faults = architectureFaults(TRUE, [...PATHS, 'tests/fuzz/origin.rs']);
  assert.deepEqual(faults, ['docs/architecture.md lacks tests/fuzz/.']);
});

test('a path that is not in the tree is named', () => {
  const faults = architectureFaults(`${TRUE} And \`extension/popup/gone.ts\`.`, PATHS);
  assert.deepEqual(faults, ['docs/architecture.md names extension/popup/gone.ts, which is not there.']);
});

test('a folder may import what the arrows say', () => {
  const faults = architectureFaults(TRUE.replace(OF_POPUP, '`messages`'), PATHS);
  const said = 'docs/architecture.md says that extension/popup/ may import';
  assert.deepEqual(faults, [`${said} \`messages\`; it may import ${OF_POPUP}.`]);
});
