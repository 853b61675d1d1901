/** Frames of every kind work as their kind does in the browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { PAGE, PAGE_SCRIPT, run } from './page-door/page-script';
import { created, signed } from './page-door/toy-credentials';
import { startToy, type Toy } from './page-door/toy-extension';

const ALLOW = 'allow="publickey-credentials-get; publickey-credentials-create"';

/** A page with one frame of each kind, told apart by their names. `here` is the folder of its frames. */
const framesIn = (here: string) => `<!doctype html><title>frames</title><body>
  <iframe name="same-origin" src="${here}frame"></iframe>
  <iframe name="cross-origin" data-src="${here}frame" ${ALLOW}></iframe>
  <iframe name="cross-origin without permission" data-src="${here}frame"></iframe>
  <iframe name="sandboxed" sandbox="allow-scripts" src="${here}frame"></iframe>
  <iframe name="sandboxed, same origin" sandbox="allow-scripts allow-same-origin" src="${here}frame"></iframe>
  <iframe name="about:blank" src="about:blank"></iframe>
  <iframe name="srcdoc" srcdoc="<!doctype html><p>srcdoc"></iframe>
  <iframe name="written"></iframe>
  <iframe name="blob"></iframe>
  <iframe name="javascript" src="javascript:'<p>made by a script'"></iframe>
  <iframe name="data" src="data:text/html,<p>data"></iframe>
  <iframe name="sandboxed srcdoc" sandbox="allow-scripts" srcdoc="<!doctype html><p>srcdoc"></iframe>
  <iframe name="sandboxed blob" sandbox="allow-scripts"></iframe>
  <iframe name="permission for others" data-src="${here}frame" allow="publickey-credentials-get https://c.example; publickey-credentials-create https://c.example"></iframe>
  <iframe name="permission taken" src="${here}frame" allow="publickey-credentials-get 'none'; publickey-credentials-create 'none'"></iframe>
  <iframe name="permission given too late" data-src="${here}frame"></iframe>
  <script>
    for (const frame of document.querySelectorAll('[data-src]'))
      frame.src = location.origin.replace('localhost', 'b.localhost') + frame.dataset.src;
    const written = frames['written'].document;
    written.open(); written.write('<p>written'); written.close();
    for (const name of ['blob', 'sandboxed blob'])
      document.querySelector('[name="' + name + '"]').src = URL.createObjectURL(new Blob(['<p>blob'], { type: 'text/html' }));
    addEventListener('load', () => {
      document.querySelector('[name="permission given too late"]').allow = 'publickey-credentials-get; publickey-credentials-create';
      const added = document.createElement('iframe');
      added.name = 'added later';
      document.body.append(added);
    });
  </script>`;

const SERVED = [
  'same-origin',
  'cross-origin',
  'sandboxed, same origin',
  'about:blank',
  'srcdoc',
  'written',
  'blob',
  'javascript',
  'added later',
];
const REFUSED = [
  'cross-origin without permission',
  'permission for others',
  'permission taken',
  'permission given too late',
  'sandboxed',
  'sandboxed srcdoc',
  'sandboxed blob',
  'data',
];

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

/** In frames that nobody could put a script into, the script comes with the question. */
async function asked(where: Page, name: string, expression: string): Promise<unknown> {
  const frame = await frameOf(where, name);
  const isThere = await run(frame, 'typeof kindOf === "function"');
  const script = isThere ? '' : PAGE_SCRIPT;
  return run(frame, `{ ${script} return ${expression}; }`);
}

async function frameOf(where: Page, name: string): Promise<Frame> {
  const frame = await (await where.$(`iframe[name="${name}"]`))?.contentFrame();
  assert.ok(frame, name);
  return frame;
}

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
