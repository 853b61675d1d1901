import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  forgetApprovals,
  noteApproval,
  wasJustApproved,
} from '../../../../extension/service-worker/ceremonies/recent-approvals';
import { keepInSession } from '../../../../extension/service-worker/session';
import { type FakeChrome, installChrome } from '../../fake-chrome';

const MINUTES = 60_000;
const NOON = Date.UTC(2026, 10, 24, 12);

let chromium: FakeChrome;
const approved = { rpId: 'a.example', origin: 'https://login.a.example' };

beforeEach(async (t) => {
  chromium = installChrome();
  await forgetApprovals();
  if ('mock' in t) t.mock.timers.enable({ apis: ['Date'], now: NOON });
});

test('an approval counts for five minutes, and not before it was given', async (t) => {
  assert.equal(await wasJustApproved(approved), false);
  await noteApproval(approved);
  t.mock.timers.setTime(NOON + 5 * MINUTES - 1);
  assert.equal(await wasJustApproved(approved), true);
  t.mock.timers.setTime(NOON + 5 * MINUTES);
  assert.equal(await wasJustApproved(approved), false);
  t.mock.timers.setTime(NOON - 1);
  assert.equal(await wasJustApproved(approved), false);
});

test('it counts for one site, one origin and one page around it', async () => {
  await noteApproval(approved);
  const others = [
    { ...approved, rpId: 'b.example' },
    { ...approved, origin: 'https://a.example' },
    { ...approved, topOrigin: 'https://shop.example' },
  ];
  for (const other of others) assert.equal(await wasJustApproved(other), false);
});

test('old ones are not kept, nor any that was damaged', async (t) => {
  await noteApproval(approved);
  await keepInSession('recent.x', 'soon');
  t.mock.timers.setTime(NOON + 6 * MINUTES);
  await noteApproval({ ...approved, rpId: 'b.example' });
  const kept = [...chromium.session.items.keys()];
  assert.deepEqual(kept, ['recent.b.example https://login.a.example ']);
});
