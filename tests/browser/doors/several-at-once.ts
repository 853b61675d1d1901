/** Several documents at once: each gets its own answer, and none gets another's. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { approve, isApproval, openWindows, windowOpenedBy } from '../approval';
import { CREATION, call, outcomeOf } from '../page-calls';
import type { CaseList, DoorCase } from './case-list';
import type { Scene } from './scene';

const twoTabs: DoorCase = {
  async run({ stage, person }) {
    person.isAway = true;
    const tabs = [await stage.open('/blank'), await stage.open('/blank')] as const;
    const first = await windowOpenedBy(stage.context, () => callAs(tabs[0], 'first-challenge'));
    const second = await windowOpenedBy(stage.context, () => callAs(tabs[1], 'second-challenge'));
    await approve(second);
    const answers = [await challengeOf(tabs[1])];
    await approve(first);
    return [...answers, await challengeOf(tabs[0])];
  },
  result: ['second-challenge', 'first-challenge'],
};

const twoFrames: DoorCase = {
  async run(scene) {
    scene.person.isAway = true;
    const page = await scene.stage.open('/frame?src=/blank');
    await page.evaluate(doubleFrame);
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    await Promise.all(frames.map((frame, index) => callAs(frame, `challenge-of-frame-${index}`)));
    await bothWindows(scene);
    for (const window of openWindows(scene.stage.context)) await approve(window);
    return Promise.all(frames.map((frame) => challengeOf(frame)));
  },
  result: ['challenge-of-frame-0', 'challenge-of-frame-1'],
};

function callAs(where: Page | Frame, challenge: string): Promise<void> {
  return call(where, 'create', { ...CREATION, challenge: Buffer.from(challenge).toString('base64url') });
}

/** The challenge in what the call resolved with. */
async function challengeOf(where: Page | Frame): Promise<string> {
  const outcome = await outcomeOf(where);
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  const clientData = Buffer.from(outcome.credential.response.clientDataJSON, 'base64url').toString();
  return Buffer.from(JSON.parse(clientData).challenge, 'base64url').toString();
}

async function bothWindows({ stage: { context } }: Scene): Promise<void> {
  while (openWindows(context).length < 2)
    await context.waitForEvent('page', { predicate: isApproval, timeout: 10_000 });
}

/** Runs in a page with one frame. */
async function doubleFrame(): Promise<void> {
  const second = document.createElement('iframe');
  second.src = '/blank';
  document.body.append(second);
  await new Promise((resolve) => second.addEventListener('load', resolve));
}

export const SEVERAL_LIST: CaseList = {
  cases: {
    'two tabs at once: each gets its own answer, whichever is approved first': twoTabs,
    'two frames in the same moment: each gets its own answer': twoFrames,
  },
};
