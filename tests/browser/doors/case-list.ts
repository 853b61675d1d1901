/** Lists of cases that run at either door: one test for each, with the differences that are known. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer } from '../hosts/hosts';
import { INSTEAD } from './differences';
import type { Door } from './door';
import { openScene, type Scene } from './scene';

export type DoorCase = {
  /** What a page comes to see, as far as it can be compared. */
  run(scene: Scene): Promise<unknown>;
  /** What it has to be at the page door, and at the other one but for {@link INSTEAD}. */
  result: unknown;
};

export type CaseList = {
  cases: Record<string, DoorCase>;
  /** What the hosts of the cases answer, by host and path. */
  answers?: ReadonlyMap<string, Answer>;
};

/** Registers a test for each case, all in one browser; gives the scene, which is there once the first has begun. */
export function testAt(door: Door, ...lists: CaseList[]): () => Scene {
  let scene: Scene;
  before(async () => {
    scene = await openScene(door, new Map(lists.flatMap(({ answers = new Map() }) => [...answers])));
  });
  after(() => scene.close());
  for (const [name, { run, result }] of lists.flatMap(({ cases }) => Object.entries(cases)))
    test(name, { timeout: 30_000 }, async () => {
      await scene.begin();
      const expected = door === 'exclusive' ? insteadOf(name, result) : result;
      assert.deepEqual(await run(scene), expected);
    });
  return () => scene;
}

/** What is known to differ has to differ, or it has to go from the list. */
function insteadOf(name: string, result: unknown): unknown {
  const difference = INSTEAD.find(({ cases }) => cases.test(name));
  if (!difference) return result;
  assert.notDeepEqual(difference.result, result, 'the list names a difference that there is not');
  return difference.result;
}

/** Every difference on the list is one of a case. */
export function testNoDifferenceIsLeftOver(...lists: CaseList[]): void {
  test('no difference is on the list without a case', () => {
    const names = lists.flatMap(({ cases }) => Object.keys(cases));
    const leftOver = INSTEAD.filter(({ cases }) => !names.some((name) => cases.test(name)));
    assert.deepEqual(
      leftOver.map(({ because }) => because),
      [],
    );
  });
}
