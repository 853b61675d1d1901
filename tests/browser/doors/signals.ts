/** What a site says about its credentials. */
import type { Page } from 'playwright-core';
import { CREATION, call, outcomeOf } from '../page-calls';
import type { Stage } from '../stage';
import type { CaseList, DoorCase } from './case-list';

const hidesKey: DoorCase = {
  async run({ stage }) {
    const page = await stage.open('/blank');
    const authenticatorSelection = { residentKey: 'required' };
    await call(page, 'create', { ...CREATION, authenticatorSelection });
    const outcome = await outcomeOf(page);
    if (!('credential' in outcome)) return outcome;
    return [await signalled(page, outcome.credential.id), await becomesHidden(stage)];
  },
  result: ['undefined', true],
};

/** What the promise resolves to: it never tells what came of it. */
function signalled(page: Page, credentialId: string): Promise<string> {
  return page.evaluate(async (id) => {
    const rpId = location.hostname;
    return String(await PublicKeyCredential.signalUnknownCredential({ rpId, credentialId: id }));
  }, credentialId);
}

async function becomesHidden({ own }: Stage): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await own.keys()).some(({ hidden }) => hidden)) return true;
    await own.page.waitForTimeout(50);
  }
  return false;
}

export const SIGNAL_LIST: CaseList = {
  cases: { 'a signal that a credential is unknown hides it, and the page cannot tell': hidesKey },
};
