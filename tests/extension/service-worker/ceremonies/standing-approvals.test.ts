import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  endStanding,
  forgetAllStanding,
  isStanding,
  keepStanding,
  remember,
  type Standing,
  standingApprovals,
} from '../../../../extension/service-worker/ceremonies/standing-approvals';
import { keepInSession } from '../../../../extension/service-worker/session';
import { type FakeChrome, installChrome } from '../../fake-chrome';

const HOURS = 3_600_000;
const NOON = Date.UTC(2026, 10, 24, 12);

let chromium: FakeChrome;
const standing: Standing = { rpId: 'a.example', origin: 'https://login.a.example' };

beforeEach(async (t) => {
  chromium = installChrome();
  await forgetAllStanding();
  if ('mock' in t) t.mock.timers.enable({ apis: ['Date'], now: NOON });
});

test('it stands for three hours and no longer', async (t) => {
  await remember(standing);
  assert.equal(await isStanding(standing), true);
  t.mock.timers.setTime(NOON + 3 * HOURS - 1);
  assert.equal(await isStanding(standing), true);
  t.mock.timers.setTime(NOON + 3 * HOURS);
  assert.equal(await isStanding(standing), false);
});

test('a clock that was set back does not make it stand longer', async (t) => {
  await remember(standing);
  t.mock.timers.setTime(NOON - 1);
  assert.equal(await isStanding(standing), false);
  t.mock.timers.setTime(NOON - 24 * HOURS);
  assert.equal(await isStanding(standing), false);
});

test('a clock that jumps ahead ends it', async (t) => {
  await remember(standing);
  t.mock.timers.setTime(NOON + 365 * 24 * HOURS);
  assert.equal(await isStanding(standing), false);
});

test('it speaks for one site, one origin and one page around it', async () => {
  await remember(standing);
  const others: Standing[] = [
    { ...standing, rpId: 'b.example' },
    { ...standing, origin: 'https://a.example' },
    { ...standing, topOrigin: 'https://shop.example' },
  ];
  for (const other of others) assert.equal(await isStanding(other), false);
});

test('one in a frame does not speak for the top-level page', async () => {
  await remember({ ...standing, topOrigin: 'https://shop.example' });
  assert.equal(await isStanding(standing), false);
});

test('damaged notes do not stand', async () => {
  await remember(standing);
  const [key] = [...chromium.session.items.keys()];
  assert.ok(key);
  for (const until of ['soon', null, true, {}, 1e300, NOON + 4 * HOURS, undefined]) {
    await keepInSession(key, { ...standing, until });
    assert.equal(await isStanding(standing), false, String(until));
  }
});

test('all are forgotten together, and nothing else is', async () => {
  await remember(standing);
  await remember({ ...standing, rpId: 'b.example' });
  await keepInSession('vault.key', 'x');
  await keepInSession('ceremony.1', {});
  await forgetAllStanding();
  assert.deepEqual([...chromium.session.items.keys()], ['vault.key', 'ceremony.1']);
  assert.equal(await isStanding(standing), false);
});

test('they are kept for the session only', async () => {
  await remember(standing);
  assert.equal(chromium.local.items.size, 0);
});

test('they are listed with their ends, by site, as long as they count', async (t) => {
  await remember(standing);
  t.mock.timers.setTime(NOON + HOURS);
  await remember({ rpId: 'Ä.example', origin: 'https://b.example', topOrigin: 'https://shop.example' });
  const listed = async () => (await standingApprovals()).map(({ rpId, until }) => [rpId, until]);
  assert.deepEqual(await listed(), [
    ['a.example', NOON + 3 * HOURS],
    ['Ä.example', NOON + 4 * HOURS],
  ]);
  t.mock.timers.setTime(NOON + 3 * HOURS);
  assert.deepEqual(await listed(), [['Ä.example', NOON + 4 * HOURS]]);
});

test('one can stand until the browser closes, and ends with the session', async (t) => {
  await remember(standing);
  const [{ id } = { id: '' }] = await standingApprovals();
  await keepStanding(id);
  t.mock.timers.setTime(NOON + 1000 * HOURS);
  assert.equal(await isStanding(standing), true);
  assert.equal(chromium.local.items.size, 0);
  await endStanding(id);
  assert.equal(await isStanding(standing), false);
});

test('one that is over cannot be made to last', async (t) => {
  await remember(standing);
  const [{ id } = { id: '' }] = await standingApprovals();
  t.mock.timers.setTime(NOON + 3 * HOURS);
  await keepStanding(id);
  await keepStanding('never there');
  assert.equal(await isStanding(standing), false);
  assert.deepEqual(await standingApprovals(), []);
});
