/** Conditional, silent and immediate requests: Xenon and the browser, side by side or one after the other. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PAGE, run } from './page-door/page-script';
import { created, signed } from './page-door/toy-credentials';
import { NATIVE_PATH, startToy, type Toy } from './page-door/toy-extension';

let toy: Toy;
let page: Page;

before(async () => {
  toy = await startToy({ '/': { body: PAGE }, [NATIVE_PATH]: { body: PAGE } });
});
after(() => toy.close());
afterEach(() => page.close());

const SIGNED = { value: '[object PublicKeyCredential]', id: signed.id };
const PENDING = {
  name: 'OperationError',
  message: 'A request is already pending.',
  type: 'DOMException',
  realm: true,
  leak: false,
};

/** Starts a conditional `get` that the worker answers as the hint says, and waits until it is known there. */
async function startBesideForm(hint: string, changes = ''): Promise<void> {
  const before = await countHeard('get');
  await run(
    page,
    `{ globalThis.abort = new AbortController();
       globalThis.started = outcome(() => get({ hints: ['${hint}'], ${changes} }, { mediation: 'conditional', signal: abort.signal })); }`,
  );
  await toy.waitUntilHeard('get', before + 1);
}

const countHeard = async (kind: string) => (await toy.heard()).filter((said) => said.kind === kind).length;
const started = () => run<{ value?: string; id?: string }>(page, 'started');
const isPending = () =>
  run<boolean>(
    page,
    `(await Promise.race([started, new Promise((done) => setTimeout(done, 300, 'pending'))])) === 'pending'`,
  );

test('the worker hears what kind of request it is', async () => {
  page = await toy.open('/');
  await run(page, `get({}, { mediation: 'conditional' })`);
  await run(page, `get({}, { mediation: 'silent' })`);
  await run(page, `get({}, { mediation: 'required' })`);
  await run(page, `get({}, { uiMode: 'active' })`);
  await run(page, `get({}, { uiMode: 'immediate' })`);
  await run(page, `create({}, { mediation: 'conditional' })`);
  const heard = (await toy.heard()).flatMap((said) => ('mediation' in said ? [said.mediation] : []));
  assert.deepEqual(heard.slice(-6), ['conditional', 'silent', 'modal', 'modal', 'immediate', 'conditional']);
});

test('an immediate sign-in without the user’s act is refused in the browser’s words', async () => {
  page = await toy.openWithoutKey('/');
  const native = await toy.openWithoutKey(NATIVE_PATH);
  const refused = async (where: Page) => {
    const devtools = await toy.context.newCDPSession(where);
    await where.waitForTimeout(5_500);
    const expression = `kindOf(() => get({}, { uiMode: 'immediate' }))`;
    const { result } = await devtools.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: false,
    });
    return result.value as { message?: string };
  };
  await page.bringToFront();
  const [ours, theirs] = [await refused(page), await refused(native)];
  await native.close();
  assert.deepEqual(ours, theirs);
  assert.match(theirs.message ?? '', /user activation/);
});

test('what Xenon answers first is the page’s, and the browser is free for the next call', async () => {
  page = await toy.openWithoutKey('/');
  assert.deepEqual(await run(page, `outcome(() => get({}, { mediation: 'conditional' }))`), SIGNED);
  // The browser's own would be pending still, and this one refused.
  await run(
    page,
    `{ globalThis.started = outcome(() => get({ hints: ['browser'] }, { signal: AbortSignal.timeout(500) })); }`,
  );
  const { name } = (await started()) as { name?: string };
  assert.equal(name, 'TimeoutError');
});

test('what the browser answers first is the page’s, and the worker is told', async () => {
  page = await toy.open('/');
  const own = await run<{ id: string }>(
    page,
    `outcome(() => create({ hints: ['browser'], authenticatorSelection: { residentKey: 'required' } }))`,
  );
  const before = await countHeard('cancel');
  await startBesideForm('wait');
  assert.equal((await started()).id, own.id);
  await toy.waitUntilHeard('cancel', before + 1);
  assert.deepEqual(await run(page, 'outcome(() => get())'), SIGNED, 'the next call works');
});

test('an error of the call itself is the browser’s, at once', async () => {
  page = await toy.openWithoutKey('/');
  await startBesideForm('wait', 'rpId: ""');
  assert.equal(((await started()) as { name?: string }).name, 'SecurityError');
});

test('a browser that has nothing to offer leaves Xenon to it', async () => {
  page = await toy.open('/');
  await startBesideForm('wait');
  assert.equal(await isPending(), true);
  await run(page, '{ abort.abort("enough"); }');
  assert.deepEqual(await started(), { thrown: 'enough' });
});

for (const [what, hint] of [
  ['leaves it to the browser', 'browser'],
  ['refuses', 'refuse'],
] as const) {
  test(`a worker that ${what} does not end the browser’s own`, async () => {
    page = await toy.openWithoutKey('/');
    await startBesideForm(hint);
    assert.equal(await isPending(), true);
    await run(page, '{ abort.abort("enough"); }');
    assert.deepEqual(await started(), { thrown: 'enough' });
    assert.deepEqual(await run(page, 'outcome(() => get())'), SIGNED, 'the next call works');
  });
}

test('where neither has anything to offer, the browser says so', async () => {
  page = await toy.open('/');
  await startBesideForm('browser');
  assert.equal(((await started()) as { name?: string }).name, 'NotAllowedError');
});

test('the page’s abort ends both, with its own reason', async () => {
  page = await toy.openWithoutKey('/');
  const before = await countHeard('cancel');
  await startBesideForm('wait');
  await run(page, '{ abort.abort(new RangeError("mine")); }');
  const { name, message } = (await started()) as { name?: string; message?: string };
  assert.deepEqual([name, message], ['RangeError', 'mine']);
  await toy.waitUntilHeard('cancel', before + 1);
  await run(
    page,
    `{ globalThis.started = outcome(() => get({ hints: ['browser'] }, { signal: AbortSignal.timeout(300) })); }`,
  );
  assert.equal(
    ((await started()) as { name?: string }).name,
    'TimeoutError',
    'the browser waits for nothing',
  );
});

test('aborted and called again in one go: the second call counts', async () => {
  page = await toy.openWithoutKey('/');
  await startBesideForm('wait');
  assert.deepEqual(await run(page, '{ abort.abort(); return outcome(() => get()); }'), SIGNED);
});

test('a listener of the page that calls again during the abort is served', async () => {
  page = await toy.openWithoutKey('/');
  await run(
    page,
    `{ globalThis.abort = new AbortController();
       globalThis.again = new Promise((done) => abort.signal.addEventListener('abort', () => done(outcome(() => get()))));
       globalThis.started = outcome(() => get({ hints: ['wait'] }, { mediation: 'conditional', signal: abort.signal })); }`,
  );
  await run(page, '{ abort.abort("mine"); }');
  assert.deepEqual([await started(), await run(page, 'again')], [{ thrown: 'mine' }, SIGNED]);
});

test('another request meanwhile is refused as natively, and the first goes on', async () => {
  const calls = [`get()`, `create()`, `get({}, { mediation: 'conditional' })`];
  for (const path of ['/', NATIVE_PATH]) {
    page = await toy.openWithoutKey(path);
    await run(
      page,
      `{ globalThis.abort = new AbortController();
         globalThis.started = outcome(() => get({ hints: ['wait'] }, { mediation: 'conditional', signal: abort.signal }));
         await new Promise((done) => setTimeout(done, 200)); }`,
    );
    for (const call of calls)
      assert.deepEqual(await run(page, `kindOf(() => ${call})`), PENDING, `${path} ${call}`);
    await run(page, '{ abort.abort("enough"); }');
    assert.deepEqual(await started(), { thrown: 'enough' });
    if (path === '/') await page.close();
  }
});

test('a worker that was stopped answers by message', async () => {
  page = await toy.openWithoutKey('/');
  assert.deepEqual(
    await run(page, `outcome(() => get({ hints: ['by-message'] }, { mediation: 'conditional' }))`),
    SIGNED,
  );
});

test('the end of the extension leaves the browser alone with it', async () => {
  page = await toy.openWithoutKey('/');
  await startBesideForm('wait');
  await toy.reloadExtension();
  await page.bringToFront();
  assert.equal(await isPending(), true);
  await run(page, '{ abort.abort("enough"); }');
  assert.deepEqual(await started(), { thrown: 'enough' });
});

test('a conditional creation that the worker leaves is the browser’s', async () => {
  page = await toy.openWithoutKey('/');
  const call = `outcome(() => create({ hints: ['browser'] }, { mediation: 'conditional' }))`;
  assert.equal((await run<{ name?: string }>(page, call)).name, 'NotAllowedError');
  assert.equal(
    (await run<{ id: string }>(page, `outcome(() => create({}, { mediation: 'conditional' }))`)).id,
    created.id,
  );
});
