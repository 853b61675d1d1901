import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  ceremonyOfAlarm,
  clearDeadline,
  setDeadline,
} from '../../../../extension/service-worker/ceremonies/deadlines';
import { type FakeChrome, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;

beforeEach(() => {
  chromium = installChrome();
});

const alarm = (name: string) => ({ name, scheduledTime: 0 }) as chrome.alarms.Alarm;

test('a deadline is an alarm that names its ceremony', async () => {
  await setDeadline('D1-00', 1234);
  const [[name, when] = []] = [...chromium.alarms];
  assert.equal(when, 1234);
  assert.equal(ceremonyOfAlarm(alarm(name ?? '')), 'D1-00');
});

test('a cleared deadline does not come', async () => {
  await setDeadline('D1-00', 1);
  await clearDeadline('D1-00');
  assert.equal(chromium.alarms.size, 0);
});

test('other alarms are nobody’s deadline', () => {
  assert.equal(ceremonyOfAlarm(alarm('auto-lock')), undefined);
});
