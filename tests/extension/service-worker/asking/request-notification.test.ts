/** A request that the user may not see is told of outside of the browser's windows. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { FakePort } from '../../fake-chrome';
import {
  CREATION,
  PASSPHRASE,
  type SitePage,
  startWorker,
  until,
  type WorkerStage,
} from '../../worker-stage';

let stage: WorkerStage;
let page: SitePage;

before(async () => {
  stage = await startWorker();
  await stage.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  page = stage.open();
});
afterEach(async () => {
  stage.chromium.opensNoWindow = false;
  stage.closeWindows();
  page.leave();
  await pause(20);
  assert.equal(stage.chromium.notifications.size, 0, 'none outlives its request');
  page = stage.open();
});

const shown = () => [...stage.chromium.notifications.values()];

/** The window of a ceremony, as its page speaks for it. */
function windowOf(ceremony: string): FakePort {
  const port = new FakePort(`approval:${ceremony}`, { id: 'xenon', origin: 'chrome-extension://xenon' });
  stage.chromium.onConnect.emit(port.asPort());
  return port;
}

async function unseen(where = page): Promise<{ ceremony: string; requestId: string; window: FakePort }> {
  const requestId = where.ask('create', CREATION);
  const ceremony = await stage.window();
  const window = windowOf(ceremony);
  window.say({ kind: 'attention', isUnseen: true });
  await until(() => shown()[0], 'a notification');
  return { ceremony, requestId, window };
}

test('a window that is out of sight is told of by its RP ID, and by no account', async () => {
  await unseen();
  assert.deepEqual(shown(), [{ title: 'notifyTitle example.com', message: 'notifyText' }]);
});

test('of a private window it says not even the site', async () => {
  const secret = stage.openPrivate();
  await unseen(secret);
  assert.deepEqual(shown(), [{ title: 'notifyPrivateTitle', message: 'notifyText' }]);
  secret.leave();
});

test('a window that is seen again takes it back', async () => {
  const { window } = await unseen();
  window.say({ kind: 'attention', isUnseen: false });
  await until(() => (shown().length === 0 ? true : undefined), 'the end of it');
});

test('a click brings the window to the front, and approves nothing', async () => {
  const { requestId } = await unseen();
  const [name = ''] = stage.chromium.notifications.keys();
  const [windowId = 0] = stage.chromium.windows.keys();
  stage.chromium.onNotificationClicked.emit(name);
  await until(() => (stage.chromium.focusedWindow === windowId ? true : undefined), 'the window in front');
  assert.equal(page.isWaiting(requestId), true);
});

for (const [end, command] of [
  ['approved', 'approve'],
  ['denied', 'deny'],
] as const) {
  test(`a request that is ${end} takes it along`, async () => {
    const { ceremony, requestId } = await unseen();
    await stage.told(
      command === 'approve' ? { kind: command, ceremony, remember: false } : { kind: command, ceremony },
    );
    await page.outcome(requestId);
    await until(() => (shown().length === 0 ? true : undefined), 'the end of it');
  });
}

test('a window that cannot open leaves a notification and the badge, and a click tries again', async () => {
  stage.chromium.opensNoWindow = true;
  const requestId = page.ask('create', CREATION);
  await until(() => shown()[0], 'a notification');
  await until(() => (stage.chromium.badge === '1' ? true : undefined), 'the badge');
  assert.equal(page.isWaiting(requestId), true);
  stage.chromium.opensNoWindow = false;
  const [name = ''] = stage.chromium.notifications.keys();
  stage.chromium.onNotificationClicked.emit(name);
  const ceremony = await stage.window();
  await stage.told({ kind: 'approve', ceremony, remember: false });
  assert.equal((await page.outcome(requestId)).outcome, 'created');
});

test('a click on what is no notification of a request does nothing', async () => {
  stage.chromium.onNotificationClicked.emit('another');
  stage.chromium.onNotificationClicked.emit('notified.D1-00');
  await pause(20);
  assert.equal(stage.chromium.windows.size, 0);
});
