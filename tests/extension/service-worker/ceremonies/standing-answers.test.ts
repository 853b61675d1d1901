/** What a standing approval answers, and what is asked about all the same. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, before, test } from 'node:test';
import {
  CREATION,
  type Outcome,
  PASSPHRASE,
  REQUEST,
  type SitePage,
  startWorker,
  type WorkerStage,
} from '../../worker-stage';

let stage: WorkerStage;
let page: SitePage;
let first: string;

const idOf = (outcome: Outcome) =>
  outcome.outcome === 'created' || outcome.outcome === 'signed' ? outcome.credential.id : '';
const naming = (id: string) => [{ type: 'public-key', id }];
const newAccount = (id: string) => ({ ...CREATION, user: { id, name: id, displayName: id } });

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  page = stage.open();
  first = idOf(await stage.approved(page, 'create', CREATION));
  const requestId = page.ask('get', REQUEST);
  await stage.told({ kind: 'approve', ceremony: await stage.window(), remember: true });
  await page.outcome(requestId);
  stage.closeWindows();
});
afterEach(() => stage.closeWindows());

/** Whether a request opens a window and waits. */
async function isAsked(kind: 'create' | 'get', options: object): Promise<boolean> {
  const requestId = page.ask(kind, options);
  await Promise.race([stage.window(), page.outcome(requestId)]);
  return page.isWaiting(requestId);
}

test('a sign-in, and a new key that nothing speaks against, are answered', async () => {
  assert.equal(await isAsked('get', { ...REQUEST, allowCredentials: naming(first) }), false);
  assert.equal(await isAsked('create', newAccount('bmV3')), false);
});

test('a key that would replace one is asked about', async () => {
  assert.equal(await isAsked('create', CREATION), true);
});

test('a new key is asked about where keys are excluded, whether one of them is here or not', async () => {
  for (const id of [first, 'Zm9yZWlnbg']) {
    assert.equal(await isAsked('create', { ...newAccount('b3RoZXI'), excludeCredentials: naming(id) }), true);
    stage.closeWindows();
  }
});

test('a key that answers only to a verified user is asked about', async () => {
  const extensions = {
    credentialProtectionPolicy: 'userVerificationRequired',
    enforceCredentialProtectionPolicy: true,
  };
  const outcome = await page.answerTo('create', { ...newAccount('c2FmZQ'), extensions });
  const allowCredentials = naming(idOf(outcome));
  assert.equal(await isAsked('get', { ...REQUEST, allowCredentials }), true);
  const silent = { mediation: 'silent' } as const;
  assert.equal((await page.answerTo('get', { ...REQUEST, allowCredentials }, silent)).outcome, 'browser');
});
