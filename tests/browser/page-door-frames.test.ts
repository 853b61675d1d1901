/** Frames of every kind work as their kind does in the browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { asked, frameOf, framesIn, REFUSED, SERVED } from './page-door/frame-kinds';
import { PAGE, run } from './page-door/page-script';
import { created, signed } from './page-door/toy-credentials';
import { startToy, type Toy } from './page-door/toy-extension';

let toy: Toy;
let page: Page;
const answersOfBrowser: Record<string, unknown> = {};
const refusalsOfBrowser: Record<string, unknown> = {};

before(async () => {
  toy = await startToy({
    '/': { body: framesIn('/') },
    '/frame': { body: PAGE },
    '/native/': { body: framesIn('/native/') },
    '/native/frame': { body: PAGE },
  });
  const native = await toy.open('/native/');
  for (const name of [...SERVED, ...REFUSED]) {
    answersOfBrowser[name] = await asked(native, name, 'kindOf(() => create())');
  }
  for (const name of REFUSED) refusalsOfBrowser[name] = await asked(native, name, 'kindOf(() => get())');
  page = await toy.open('/');
});
after(() => toy.close());

for (const name of SERVED) {
  test(`a frame is served: ${name}`, async () => {
    const granted = { value: '[object PublicKeyCredential]' };
    assert.deepEqual(answersOfBrowser[name], granted, 'the browser serves it');
    assert.deepEqual(await asked(page, name, 'outcome(() => create())'), { ...granted, id: created.id });
    assert.deepEqual(await asked(page, name, 'outcome(() => get())'), { ...granted, id: signed.id });
  });
}

for (const name of REFUSED) {
  test(`a frame gets the browser’s own refusal: ${name}`, async () => {
    assert.deepEqual(await asked(page, name, 'kindOf(() => create())'), answersOfBrowser[name]);
    assert.deepEqual(await asked(page, name, 'kindOf(() => get())'), refusalsOfBrowser[name]);
    // In a data: frame there is no such interface, for it is not secure.
    const { name: error } = answersOfBrowser[name] as { name: string };
    assert.equal(error, name === 'data' ? 'TypeError' : 'NotAllowedError');
  });
}

test('the worker hears of all ancestors', async () => {
  const before = (await toy.heard()).length;
  await asked(page, 'cross-origin', 'get()');
  const [heard] = (await toy.waitUntilHeard('settled')).slice(before);
  assert.ok(heard?.kind === 'get');
  assert.deepEqual(heard.ancestorOrigins, [new URL(toy.url('/')).origin]);
});

test('the user’s act is still there for the browser when a request is handed over', async () => {
  const frame = await frameOf(page, 'cross-origin');
  await run(
    frame,
    `{ addEventListener('click', () => { globalThis.clicked = outcome(() => create({ hints: ['browser'] })); }); }`,
  );
  await frame.click('html');
  const { value, id } = await run<{ value?: string; id?: string }>(frame, 'clicked');
  assert.equal(value, '[object PublicKeyCredential]');
  assert.notEqual(id, created.id);
});

test('two frames with requests at once get each its own answer', async () => {
  const answers = await Promise.all(
    ['same-origin', 'cross-origin', 'srcdoc', 'written'].map((name, i) =>
      asked(
        page,
        name,
        i % 2 ? 'outcome(() => get())' : `kindOf(() => create({ hints: ['refuse', 'InvalidStateError'] }))`,
      ),
    ),
  );
  const names = (answers as { id?: string; name?: string }[]).map(({ id, name }) => id ?? name);
  assert.deepEqual(names, ['InvalidStateError', signed.id, 'InvalidStateError', signed.id]);
});
