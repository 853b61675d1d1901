/** Requests that disturb nobody: conditional ones, silent ones, and those that want a key at once. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, before, describe, mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CREATION,
  flagsOf,
  type Outcome,
  PASSPHRASE,
  REQUEST,
  type SitePage,
  startWorker,
  until,
  type WorkerStage,
} from '../../worker-stage';

const UP = 1;
const UV = 4;
const conditional = { mediation: 'conditional' } as const;
const required = { ...REQUEST, userVerification: 'required' };

let stage: WorkerStage;
let page: SitePage;

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  page = stage.open();
  await stage.approved(page, 'create', CREATION);
});

afterEach(async () => {
  mock.timers.reset();
  stage.closeWindows();
  page.leave();
  await pause(20);
  await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
  page = stage.open();
});

const idOf = (outcome: Outcome) =>
  outcome.outcome === 'created' || outcome.outcome === 'signed' ? outcome.credential.id : '';
const newAccount = (id: string) => ({ ...CREATION, user: { id, name: id, displayName: id } });
const keys = async () => (await stage.told({ kind: 'all-keys' })).keys;
const tabBadge = () => stage.chromium.tabBadges.get(page.tabId);

async function offered(options: object = REQUEST): Promise<string> {
  const requestId = page.ask('get', options, conditional);
  await until(() => tabBadge() ?? undefined, 'the badge');
  return requestId;
}

async function signInAs(index = 0): Promise<void> {
  const [offer] = (await stage.overview(page)).signIns;
  assert.ok(offer);
  const { ceremony, accounts } = offer;
  await stage.told({ kind: 'approve', ceremony, account: accounts[index]?.key ?? '', remember: false });
}

async function forgetRecentApprovals(): Promise<void> {
  await stage.told({ kind: 'lock' });
  await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
}

describe('a conditional sign-in', () => {
  test('opens no window, waits in the popup, and is signed when it is chosen there', async () => {
    const requestId = await offered();
    assert.equal(stage.chromium.windows.size, 0);
    assert.equal(tabBadge(), '→');
    assert.match(stage.chromium.tabTitles.get(page.tabId) ?? '', /^titleSignIn example.com/);
    const alarms = [...stage.chromium.alarms.keys()];
    assert.deepEqual(alarms, ['auto-lock'], 'it has no deadline');
    const { signIns, waiting } = await stage.overview(page);
    assert.equal(signIns[0]?.accounts.length, 1);
    assert.deepEqual(waiting, []);
    assert.equal(page.isWaiting(requestId), true);
    await signInAs();
    const outcome = await page.outcome(requestId);
    assert.equal(outcome.outcome, 'signed');
    assert.equal(flagsOf(outcome) & (UP | UV), UP);
    assert.equal(tabBadge(), undefined);
    assert.deepEqual((await stage.overview(page)).signIns, []);
  });

  test('is no one else’s: other tabs show nothing of it', async () => {
    await offered();
    const other = stage.open();
    assert.deepEqual((await stage.overview(other)).signIns, []);
    assert.equal(stage.chromium.tabBadges.has(other.tabId), false);
  });

  test('waits while the vault is locked, and where no key can answer yet', async () => {
    await stage.told({ kind: 'lock' });
    const requestId = await offered();
    assert.match(stage.chromium.tabTitles.get(page.tabId) ?? '', /^titleUnlockToSignIn/);
    const [offer] = (await stage.overview(page)).signIns;
    assert.deepEqual(offer?.accounts, []);
    await stage.told({ kind: 'unlock', passphrase: PASSPHRASE, ceremony: offer?.ceremony ?? '' });
    assert.match(stage.chromium.tabTitles.get(page.tabId) ?? '', /^titleSignIn/);
    await signInAs();
    assert.equal(flagsOf(await page.outcome(requestId)) & UV, UV, 'unlocked for it');

    const foreign = page.ask('get', { ...REQUEST, rpId: 'login.example.com' }, conditional);
    await pause(50);
    assert.equal(page.isWaiting(foreign), true);
    assert.deepEqual((await stage.overview(page)).signIns, []);
    assert.equal(tabBadge(), undefined);
  });

  test('that requires a verification waits for it', async () => {
    const requestId = await offered(required);
    const [offer] = (await stage.overview(page)).signIns;
    const ceremony = offer?.ceremony ?? '';
    const account = offer?.accounts[0]?.key ?? '';
    const refused = await stage.ask({ kind: 'approve', ceremony, account, remember: false });
    assert.deepEqual(refused, { ok: false, problem: 'not-verified' });
    assert.equal(page.isWaiting(requestId), true);
    await stage.told({ kind: 'verify', ceremony, passphrase: PASSPHRASE });
    await signInAs();
    assert.equal(flagsOf(await page.outcome(requestId)) & UV, UV);
  });

  test('has no key that is not discoverable, and no key that was not named', async () => {
    const options = { ...newAccount('c2Vjb25k'), authenticatorSelection: { residentKey: 'discouraged' } };
    const made = await stage.approved(page, 'create', options);
    const naming = (id: string) => ({ ...REQUEST, allowCredentials: [{ type: 'public-key', id }] });
    for (const id of [idOf(made), 'Zm9yZWlnbg']) {
      page.ask('get', naming(id), conditional);
      await pause(50);
      assert.deepEqual((await stage.overview(page)).signIns, []);
    }
  });

  test('ends with the page’s abort, its leaving, and its next request', async () => {
    const aborted = await offered();
    page.say({ kind: 'cancel', requestId: aborted });
    await until(() => (tabBadge() === undefined ? true : undefined), 'the end');
    const first = await offered();
    const second = page.ask('get', REQUEST, conditional);
    assert.equal((await page.outcome(first)).outcome, 'browser');
    assert.equal((await stage.overview(page)).signIns.length, 1, 'one for each document');
    const modal = page.ask('get', REQUEST);
    assert.equal((await page.outcome(second)).outcome, 'browser');
    await stage.window();
    assert.equal(page.isWaiting(modal), true, 'the modal one goes on');
    stage.closeWindows();
    const left = await offered();
    page.leave();
    await until(() => (tabBadge() === undefined ? true : undefined), 'the end');
    assert.equal(
      [...stage.chromium.session.items.keys()].some((key) => key.includes(left)),
      false,
    );
  });

  test('counts for nothing where a page asks for windows, and hides behind what waits for a decision', async () => {
    await offered();
    const other = stage.open();
    const modal = other.ask('get', REQUEST);
    await stage.window();
    assert.equal(await until(() => stage.chromium.badge || undefined, 'the count'), '1');
    assert.equal(tabBadge(), undefined);
    stage.closeWindows();
    await other.outcome(modal);
    assert.equal(await until(() => tabBadge(), 'the sign-in again'), '→');
  });

  test('offers each of several accounts, the most recently used first', async () => {
    await stage.approved(page, 'create', newAccount('dGhpcmQ'));
    const requestId = await offered();
    const [offer] = (await stage.overview(page)).signIns;
    assert.equal(offer?.accounts.length, 2);
    const names = offer?.accounts.map(({ userName }) => userName);
    await signInAs(1);
    const outcome = await page.outcome(requestId);
    assert.ok('credential' in outcome);
    page.say({ kind: 'settled', requestId });
    await offered();
    const [again] = (await stage.overview(page)).signIns;
    assert.deepEqual(
      again?.accounts.map(({ userName }) => userName),
      names?.reverse(),
    );
  });
});

describe('a conditional creation', () => {
  const create = (id: string, changes: object = {}) =>
    page.answerTo('create', { ...newAccount(id), ...changes }, conditional);

  test('is the browser’s where the user has approved nothing here', async () => {
    await forgetRecentApprovals();
    assert.equal((await create('Zm91cnRo')).outcome, 'browser');
    assert.equal(stage.chromium.windows.size, 0);
  });

  test('is made after an approval, without a window, and says that nobody was asked', async () => {
    const before = (await keys()).length;
    await stage.approved(page, 'get', REQUEST);
    const made = await create('Zm91cnRo');
    assert.equal(made.outcome, 'created');
    assert.equal(flagsOf(made) & (UP | UV), 0);
    assert.equal(stage.chromium.windows.size, 0);
    assert.equal((await keys()).length, before + 1);
    assert.equal(stage.chromium.badge, '+');
    const { added } = await stage.overview(page);
    assert.deepEqual(
      added.map(({ rpId, userName }) => [rpId, userName]),
      [['example.com', 'Zm91cnRo']],
    );
    const kept = [...stage.chromium.session.items].filter(([name]) => name.startsWith('added.'));
    assert.deepEqual(kept, [[`added.${added[0]?.key}`, JSON.stringify(added[0]?.key)]]);
    await stage.told({ kind: 'lock' });
    assert.deepEqual((await stage.overview(page)).added, []);
    await stage.told({ kind: 'unlock', passphrase: PASSPHRASE });
    await stage.told({ kind: 'added-key-seen', key: added[0]?.key ?? '' });
    assert.equal(stage.chromium.badge, '');
    assert.deepEqual((await stage.overview(page)).added, []);
  });

  test('is the browser’s for an account that has a key, and for one that is excluded', async () => {
    await stage.approved(page, 'get', REQUEST);
    assert.equal((await create('Zm91cnRo')).outcome, 'browser');
    const [ours] = [idOf(await stage.approved(page, 'create', newAccount('ZmlmdGg')))];
    const excludeCredentials = [{ type: 'public-key', id: ours }];
    assert.equal((await create('c2l4dGg', { excludeCredentials })).outcome, 'browser');
  });

  test('that requires a verification is told that there is none, whatever keys are here', async () => {
    await stage.approved(page, 'get', REQUEST);
    const authenticatorSelection = { userVerification: 'required' };
    for (const id of ['Zm91cnRo', 'bmV3']) {
      const refused = await create(id, { authenticatorSelection });
      assert.equal('name' in refused && refused.name, 'ConstraintError');
    }
    await forgetRecentApprovals();
    assert.equal((await create('bmV3', { authenticatorSelection })).outcome, 'browser');
  });

  test('is the browser’s five minutes after the approval, at another origin, and while locked', async () => {
    await stage.approved(page, 'get', REQUEST);
    const elsewhere = stage.open('https://shop.example.com');
    const there = await elsewhere.answerTo('create', newAccount('bmV3'), conditional);
    assert.equal(there.outcome, 'browser');
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 5 * 60_000 });
    assert.equal((await create('bmV3')).outcome, 'browser');
    mock.timers.reset();
    await stage.told({ kind: 'lock' });
    assert.equal((await create('bmV3')).outcome, 'browser');
  });
});

describe('a silent sign-in', () => {
  const silent = { mediation: 'silent' } as const;

  test('is the browser’s where nothing stands for the user', async () => {
    assert.equal((await page.answerTo('get', REQUEST, silent)).outcome, 'browser');
  });

  test('is signed under a standing approval, for the one account, after an act of the user', async () => {
    const naming = { ...REQUEST, allowCredentials: [{ type: 'public-key', id: await onlyKey() }] };
    const requestId = page.ask('get', naming);
    await stage.told({ kind: 'approve', ceremony: await stage.window(), remember: true });
    await page.outcome(requestId);
    stage.closeWindows();
    assert.equal((await page.answerTo('get', naming, silent)).outcome, 'signed');
    const inactive = { ...silent, userActive: false };
    assert.equal((await page.answerTo('get', naming, inactive)).outcome, 'browser');
    assert.equal((await page.answerTo('get', REQUEST, silent)).outcome, 'browser', 'several accounts');
    const verifying = { ...naming, userVerification: 'required' };
    assert.equal((await page.answerTo('get', verifying, silent)).outcome, 'browser');
    assert.equal((await page.answerTo('create', newAccount('bmV3'), silent)).outcome, 'browser');
    await stage.told({ kind: 'lock' });
    assert.equal((await page.answerTo('get', naming, silent)).outcome, 'browser');
    assert.equal(stage.chromium.windows.size, 0);
  });

  async function onlyKey(): Promise<string> {
    return idOf(await stage.approved(page, 'create', newAccount('c2lsZW50')));
  }
});

describe('an immediate sign-in', () => {
  const immediate = { mediation: 'immediate' } as const;

  test('is asked as any other where a key can answer', async () => {
    const signed = await stage.approved(page, 'get', REQUEST, immediate);
    assert.equal(signed.outcome, 'signed');
  });

  test('is the browser’s at once where none can, and while locked', async () => {
    const other = { ...REQUEST, rpId: 'login.example.com' };
    assert.equal((await page.answerTo('get', other, immediate)).outcome, 'browser');
    await stage.told({ kind: 'lock' });
    assert.equal((await page.answerTo('get', REQUEST, immediate)).outcome, 'browser');
    assert.equal(stage.chromium.windows.size, 0);
  });
});

test('pages of another site see none of it', async () => {
  const foreign = stage.open('https://other.example');
  const requestId = foreign.ask('get', { ...REQUEST, rpId: undefined }, conditional);
  await pause(50);
  assert.equal(foreign.isWaiting(requestId), true);
  assert.deepEqual((await stage.overview(foreign)).signIns, []);
});
