import assert from 'node:assert/strict';
import { pause } from '../bench/pause';

/** Resolves when it is so; after five seconds it is not. */
export async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    if (await isSo()) return;
    await pause(50);
  }
  assert.fail(`not so after all: ${what}`);
}
