/** Related origins at the page door, and what takes a while or must not reach the network. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindows } from './approval';
import { testAt } from './doors/case-list';
import { creationFor, hung, openCaller, RELATED_ORIGINS_LIST } from './doors/related-origins';
import { abort, call, errorOf, REQUEST } from './page-calls';
import { plugInKey } from './virtual-key';

const scene = testAt('page', RELATED_ORIGINS_LIST);

test('a list that never comes holds nobody for longer than Chromium itself would', async () => {
  const page = await openCaller(scene());
  await plugInKey(page);
  await page.bringToFront();
  const start = performance.now();
  await call(page, 'create', creationFor('hung.example'));
  assert.match(await errorOf(page), /^SecurityError: /);
  const seconds = (performance.now() - start) / 1000;
  // Ten of ours, ten of Chromium's.
  assert.ok(seconds < 25, `${seconds} s`);
});

test('a page that aborts while the list is fetched: no window opens, and the fetch ends', async () => {
  const page = await openCaller(scene());
  const before = hung.length;
  await call(page, 'create', creationFor('hung.example'));
  while (hung.length === before) await page.waitForTimeout(20);
  await abort(page, 'enough');
  assert.equal(await errorOf(page), 'RangeError: enough');
  while (!hung.at(-1)?.closed) await page.waitForTimeout(20);
  assert.deepEqual(openWindows(scene().stage.context), []);
});

test('what is no domain, or nobody’s, reaches no network', async () => {
  const page = await openCaller(scene());
  await plugInKey(page);
  const before = scene().server.log.length;
  for (const rpId of [
    'NAMED.example',
    'named.example.',
    '.named.example',
    'named.example:443',
    'https://named.example',
    'named.example/x',
    'evil.example/.named.example',
    'x@named.example',
    '127.0.0.1',
    'localhost',
    'example',
    '',
  ]) {
    await page.bringToFront();
    await call(page, 'get', { ...REQUEST, rpId, timeout: 1_000 });
    assert.match(await errorOf(page), /^(SecurityError|NotAllowedError)/, rpId);
  }
  assert.deepEqual(
    scene()
      .server.log.slice(before)
      .filter(({ url }) => !url.startsWith('named.example')),
    [],
  );
  assert.deepEqual(openWindows(scene().stage.context), []);
});
