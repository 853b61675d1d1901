/** Chrome stops the worker wherever it likes: here, at every step of a story. */
import assert from 'node:assert/strict';
import { durableStore } from '../../extension/service-worker/vault-storage/durable-store';
import type { SealedRecord } from '../../extension/service-worker/vault-storage/stored';
import { installChrome } from './fake-chrome';
import type { Stop } from './stoppable-worker';
import { type Decision, WorkerStory } from './worker-story';

type Judge = (story: WorkerStory) => void | Promise<void>;

export const creation = {
  kind: 'create',
  mediation: 'modal',
  options: {
    rp: { id: 'example.com', name: 'Example' },
    user: { id: 'dXNlcg', name: 'alice', displayName: 'Alice' },
    challenge: 'Y2hhbGxlbmdl',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    excludeCredentials: [],
    authenticatorSelection: { residentKey: 'required' },
    hints: [],
    attestationFormats: [],
    extensions: {},
  },
};
export const signIn = {
  kind: 'get',
  mediation: 'modal',
  options: { challenge: 'YWdhaW4', rpId: 'example.com', allowCredentials: [], hints: [], extensions: {} },
};

/** For an account that has no key yet. */
export const anotherCreation = {
  ...creation,
  options: { ...creation.options, user: { id: 'b3RoZXI', name: 'bob', displayName: 'Bob' } },
};

/** The vault that every story begins with: unlocked, with one key of example.com. */
let kept: {
  local: Map<string, string>;
  session: Map<string, string>;
  records: SealedRecord[];
  manifest: Uint8Array;
};

/** Makes that vault, once for each file. */
export async function keepVault(): Promise<void> {
  const story = new WorkerStory('approve');
  await story.command({ kind: 'create-vault', passphrase: 'correct horse' });
  await story.ask(creation);
  await story.rest();
  assert.equal(story.answers[0]?.outcome, 'created');
  const { local, session } = story.browser;
  const records = await durableStore.allRecords();
  const { manifest } = await durableStore.head();
  assert.ok(manifest);
  kept = { local: new Map(local.items), session: new Map(session.items), records, manifest };
  assert.deepEqual(keptIn(session), ['auto-lock', 'vault.key']);
}

/** These are no ceremony's: the age of the stores, and that Xenon does not stand in the exclusive door. */
const OF_NO_CEREMONY = ['vault.generation', 'exclusive-door'];

/** What is kept for the session, but for the time of the last approval. */
function keptIn({ items }: { items: Map<string, string> }): string[] {
  return [...items.keys()]
    .filter((key) => !key.startsWith('recent.') && !OF_NO_CEREMONY.includes(key))
    .sort();
}

async function begun(decision: Decision, stop?: Stop): Promise<WorkerStory> {
  installChrome();
  const others = (await durableStore.allRecords()).filter(({ id }) => !isKept(id));
  const { records: put, manifest } = kept;
  await durableStore.write({ put, remove: others.map(({ id }) => id), manifest });
  const story = new WorkerStory(decision, stop);
  story.browser.local.items = new Map(kept.local);
  story.browser.session.items = new Map(kept.session);
  return story;
}

export function isKept(id: string): boolean {
  return kept.records.some((one) => one.id === id);
}

/** Plays a story once for each step, stopping the worker there, and judges how it ended. */
export async function stopEverywhere(request: object, decision: Decision, judge: Judge): Promise<void> {
  const faults: string[] = [];
  for (const when of ['before', 'after'] as const) {
    for (let step = 0, isOver = false; !isOver; step += 1) {
      const story = await begun(decision, { step, when });
      await story.ask(request);
      await story.rest();
      isOver = story.worker.steps <= step;
      const wasAnswered = story.answers.length > 0;
      await story.deadline();
      if (!wasAnswered) story.answers.length = 0;
      const fault = await faultOf(story, judge);
      if (fault) faults.push(`stopped ${when} step ${step}, ${story.worker.stoppedAt}: ${fault}`);
    }
  }
  assert.ok(faults.length === 0, faults.join('\n'));
}

async function faultOf(story: WorkerStory, judge: Judge): Promise<string | undefined> {
  try {
    isOver(story);
    await judge(story);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What holds at the end of every ceremony. */
function isOver({ answers, browser, views }: WorkerStory): void {
  const [first, ...repeated] = answers;
  assert.ok(first, 'the page waits for ever');
  for (const { outcome } of repeated) assert.equal(outcome, first.outcome, 'the page was told two things');
  assert.deepEqual(keptIn(browser.session), ['auto-lock', 'vault.key'], 'something is still kept');
  assert.equal(browser.alarms.size, 0, 'an alarm is left');
  assert.equal(browser.badge, '', 'the badge is left');
  assert.ok(browser.windows.size === 0 || views.at(-1)?.show === 'ended', 'the window still asks');
}
