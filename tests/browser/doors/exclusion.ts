/** A site that excludes keys learns that one of them is here from a person, and from nobody else. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from '../approval';
import { CREATION, call, errorOf, isPending, outcomeOf } from '../page-calls';
import type { CaseList, DoorCase } from './case-list';
import type { Scene } from './scene';

const FOREIGN = 'Zm9yZWlnbi1rZXk';

/** With a key of ours that is there, and the person away: each window is the case's own. */
const withKey = (run: (scene: Scene, page: Page, ours: string) => Promise<unknown>, result: unknown) => ({
  async run(scene: Scene) {
    const page = await scene.stage.open('/blank');
    await call(page, 'create', CREATION, 'made');
    const made = await outcomeOf(page, 'made');
    assert.ok('credential' in made, JSON.stringify(made));
    scene.person.isAway = true;
    return run(scene, page, made.credential.id);
  },
  result,
});

function asked({ stage }: Scene, page: Page, excluded: string): Promise<Page> {
  const excludeCredentials = [{ type: 'public-key', id: excluded }];
  return windowOpenedBy(stage.context, () => call(page, 'create', { ...CREATION, excludeCredentials }));
}

async function deny(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Deny' }).click();
  await closed(window);
}

const nameOf = (error: string) => error.split(':')[0];

const approved = (excluded: (ours: string) => string, result: unknown): DoorCase =>
  withKey(async (scene, page, ours) => {
    await approve(await asked(scene, page, excluded(ours)));
    return [nameOf(await errorOf(page)), (await scene.stage.own.keys()).length];
  }, result);

const denied: DoorCase = withKey(async (scene, page, ours) => {
  await deny(await asked(scene, page, ours));
  return nameOf(await errorOf(page));
}, 'NotAllowedError');

/** Nothing that the page or the person sees tells whether the excluded key is ours. */
const hidden = (prepare: (scene: Scene) => Promise<void>): DoorCase =>
  withKey(
    async (scene, page, ours) => {
      await prepare(scene);
      const seen = [];
      for (const id of [ours, FOREIGN]) {
        const window = await asked(scene, page, id);
        await window.getByRole('button', { name: 'Use another device' }).waitFor();
        const shown = await window.locator('main').innerText();
        const pending = await isPending(page);
        await deny(window);
        seen.push([shown, pending, await errorOf(page)].join());
      }
      await scene.stage.own.unlock();
      return [new Set(seen).size, seen[0]?.includes('true,NotAllowedError')];
    },
    [1, true],
  );

export const EXCLUSION_LIST: CaseList = {
  cases: {
    'an excluded key, approved: the page is told, and nothing is created': approved(
      (ours) => ours,
      ['InvalidStateError', 1],
    ),
    'only keys of others are excluded: a key is created': approved(() => FOREIGN, ['credential', 2]),
    'an excluded key, denied: the page is told nothing about it': denied,
    'unlocked: the same window, whether an excluded key is ours or not': hidden(async () => undefined),
    'locked: the same window, whether an excluded key is ours or not': hidden(({ stage }) =>
      stage.own.lock(),
    ),
  },
};
