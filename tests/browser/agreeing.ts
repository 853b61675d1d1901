/** A person who says yes at once, where a test is not about the window: the command is the one that *Approve* sends. */
import type { Page } from 'playwright-core';
import { pause } from '../bench/pause';
import { isApproval, PASSPHRASE } from './approval';
import type { OwnPage } from './own-page';
import type { Stage } from './stage';

export type Person = {
  /** While the person is away, the windows that open wait for nobody. */
  isAway: boolean;
  /** How long the person looks at each. */
  pauseMs: number;
  /** How many windows have opened. */
  asked: number;
};

/** From now on every request is agreed to, with the passphrase where that is wanted, and denied where no key is. */
export function agreeAtOnce({ context, own }: Stage): Person {
  const person = { isAway: false, pauseMs: 0, asked: 0 };
  context.on('page', (page) => {
    void untilApproval(page)
      .then(async (isAsked) => {
        if (!isAsked) return;
        person.asked += 1;
        await pause(person.pauseMs);
        if (!person.isAway) await agree(new URL(page.url()).hash.slice(1), own);
      })
      .catch(() => undefined);
  });
  return person;
}

async function untilApproval(page: Page): Promise<boolean> {
  await page.waitForURL((url) => url.pathname !== 'blank', { waitUntil: 'commit' });
  return isApproval(page);
}

async function agree(ceremony: string, own: OwnPage): Promise<void> {
  const approve = () => own.ask({ kind: 'approve', ceremony, remember: false });
  const answer = await approve();
  if (answer.ok) return;
  if (answer.problem !== 'not-verified') return void (await own.told({ kind: 'deny', ceremony }));
  await own.told({ kind: 'verify', ceremony, passphrase: PASSPHRASE });
  await approve();
}
