/** Several documents at once: each gets its own answer, and none gets another's. */
import type { Frame, Page } from 'playwright-core';
import { approve, windowOpenedBy } from '../approval';
import { CREATION, call, outcomeOf } from '../page-calls';
import type { CaseList, DoorCase } from './case-list';

const twoTabs: DoorCase = {
  async run({ stage, person }) {
    person.isAway = true;
    const tabs = [await stage.open('/blank'), await stage.open('/blank')] as const;
    const windowOf = async (tab: Page, challenge: string) => {
      await tab.bringToFront();
      return windowOpenedBy(stage.context, () => callAs(tab, challenge));
    };
    const first = await windowOf(tabs[0], 'first-challenge');
    const second = await windowOf(tabs[1], 'second-challenge');
    await approve(second);
    const answers = [await challengeOf(tabs[1])];
    await approve(first);
    return [...answers, await challengeOf(tabs[0])];
  },
  result: ['second-challenge', 'first-challenge'],
};

const twoFrames: DoorCase = {
  async run({ stage }) {
    const page = await stage.open('/frame?src=/blank');
    await page.evaluate(doubleFrame);
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    await Promise.all(frames.map((frame, index) => callAs(frame, `challenge-of-frame-${index}`)));
    return Promise.all(frames.map((frame) => challengeOf(frame)));
  },
  result: ['challenge-of-frame-0', 'challenge-of-frame-1'],
};

function callAs(where: Page | Frame, challenge: string): Promise<void> {
  return call(where, 'create', { ...CREATION, challenge: Buffer.from(challenge).toString('base64url') });
}

/** The challenge in what the call resolved with, or the error that it rejected with. */
async function challengeOf(where: Page | Frame): Promise<string> {
  const outcome = await outcomeOf(where);
  if ('error' in outcome) return `${outcome.error.name}: ${outcome.error.message}`;
  const clientData = Buffer.from(outcome.credential.response.clientDataJSON, 'base64url').toString();
  return Buffer.from(JSON.parse(clientData).challenge, 'base64url').toString();
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
