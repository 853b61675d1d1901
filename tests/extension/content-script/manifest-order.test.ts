import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the content script comes before the page door, in the same frames', () => {
  const { content_scripts: scripts } = JSON.parse(readFileSync('manifest.json', 'utf8'));
  const [carrier, door] = scripts;
  assert.deepEqual([carrier.world, door.world], ['ISOLATED', 'MAIN']);
  const where = ({ js: _js, world: _world, ...rest }: Record<string, unknown>) => rest;
  assert.deepEqual(where(carrier), where(door));
});
