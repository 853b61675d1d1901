/** A site's own list may let other origins use its RP ID. Without one, Chromium's own refusal is all they get. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { type Answer, type Hosts, startHosts } from './hosts/hosts';
import { abort, CREATION, call, errorOf, outcomeOf, REQUEST } from './page-calls';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

const CALLER = 'https://www.caller.example';
const LIST = '/.well-known/webauthn';

const json =
  (value: unknown, type = 'application/json', status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value));
  };
const text =
  (body: string, type = 'application/json'): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
const to =
  (location: () => string): Answer =>
  (_request, response) => {
    response.writeHead(302, { location: location() }).end();
  };
const origins = (...names: unknown[]) => ({ origins: names });
const others = (count: number) => Array.from({ length: count }, (_, i) => `https://other-${i}.example`);

/** Never answered, so that only a limit of time ends the request. */
const hung: ServerResponse[] = [];

const SERVED: Record<string, Answer> = {
  named: json(origins('https://other.example', CALLER)),
  'named-loosely': json({ ...origins('not an address', `${CALLER}:443/login?x#y`), more: 1 }),
  charset: json(origins(CALLER), 'Application/JSON; charset=utf-8'),
  redirected: to(() => `https://elsewhere.example/list`),
  'five-labels': json(origins(...others(4), CALLER)),
  'known-label': json(origins(...others(3), 'https://caller.example', ...others(9), CALLER)),
};

const REFUSED: Record<string, Answer> = {
  foreign: json(origins('https://caller.example', 'http://www.caller.example', `${CALLER}:8443`)),
  'six-labels': json(origins(...others(5), CALLER)),
  empty: json(origins()),
  'not-found': json(origins(CALLER), 'application/json', 404),
  'another-type': json(origins(CALLER), 'text/html'),
  'a-subtype': json(origins(CALLER), 'application/x+json'),
  'not-json': text(`{"origins":["${CALLER}"]`),
  'not-utf-8': (_request, response) => {
    const [before, after] = [`{"origins":["${CALLER}"],"x":"`, '"}'].map((part) => Buffer.from(part));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(Buffer.concat([before ?? Buffer.of(), Buffer.of(0xff), after ?? Buffer.of()]));
  },
  'an-array': json([CALLER]),
  'one-text': json({ origins: CALLER }),
  huge: json({ ...origins(CALLER), padding: 'x'.repeat(256 * 1024) }),
  endless: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => response.write(' '.repeat(65_536));
    const timer = setInterval(more, 1);
    response.on('close', () => clearInterval(timer));
    // The browser hangs up when it has had enough, and a write may be under way.
    response.on('error', () => clearInterval(timer));
  },
  'redirected-to-http': to(() => `http://plain.localhost:${(plain.address() as AddressInfo).port}/list`),
};

/** Chromium is content with these, and then it may answer. Xenon goes by the specification. */
const LEFT: Record<string, Answer> = {
  'another-success': json(origins(CALLER), 'application/json', 203),
  'a-number': json(origins(CALLER, 5)),
};

const hosts = new Map<string, Answer>([['elsewhere.example/list', json(origins(CALLER))]]);
for (const [name, answer] of Object.entries({ ...SERVED, ...REFUSED, ...LEFT }))
  hosts.set(`${name}.example${LIST}`, answer);
hosts.set(`hung.example${LIST}`, (_request, response) => hung.push(response));

let stage: Stage;
let server: Hosts;
let plain: Server;
let page: Page;
/** The ids of the credentials that were made, by their RP ID. */
const made = new Map<string, string>();

before(async () => {
  plain = createServer((request, response) => {
    json(origins(CALLER))(request, response);
  }).listen(0, '127.0.0.1');
  server = await startHosts(hosts);
  stage = await openStage({ args: server.switches });
  await stage.own.createVault();
});
after(async () => {
  await stage.close();
  await server.close();
  plain.close();
});
afterEach(() => stage.closeTabs());

async function openCaller(): Promise<void> {
  page = await stage.context.newPage();
  await page.goto(`${CALLER}/`);
}

const creationFor = (rpId: string) => ({ ...CREATION, rp: { id: rpId, name: 'Console' } });

/** The requests for the list of a host. */
const askedAt = (host: string) => server.log.filter(({ url }) => url === host + LIST);

for (const name of Object.keys(SERVED)) {
  test(`${name}: the origin may act as the RP ID, and only the list is asked for`, async () => {
    const rpId = `${name}.example`;
    await openCaller();
    await page.goto(`https://${rpId}/`);
    await page.goto(`${CALLER}/`);
    const window = await windowOpenedBy(stage.context, () => call(page, 'create', creationFor(rpId)));
    await window.getByText(CALLER, { exact: false }).first().waitFor();
    await approve(window);
    const outcome = await outcomeOf(page);
    assert.ok('credential' in outcome, JSON.stringify(outcome));
    made.set(rpId, outcome.credential.id);
    const { clientDataJSON, authenticatorData } = outcome.credential.response as Record<string, string>;
    const clientData = JSON.parse(Buffer.from(clientDataJSON ?? '', 'base64url').toString());
    assert.equal(clientData.origin, CALLER);
    const hash = createHash('sha256').update(rpId).digest();
    assert.deepEqual(Buffer.from(authenticatorData ?? '', 'base64url').subarray(0, 32), hash);
    await closed(window);
    const [asked, ...more] = askedAt(rpId);
    assert.deepEqual(more, []);
    for (const header of ['cookie', 'referer', 'origin', 'authorization'])
      assert.equal(asked?.headers[header], undefined, header);
  });
}

test('what was made so signs in so, and on its own site', async () => {
  const rpId = 'named.example';
  await openCaller();
  const allowCredentials = [{ type: 'public-key', id: made.get(rpId) }];
  const window = await windowOpenedBy(stage.context, () =>
    call(page, 'get', { ...REQUEST, rpId, allowCredentials }),
  );
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome);
  await closed(window);
  await page.goto(`https://${rpId}/`);
  const again = await windowOpenedBy(stage.context, () =>
    call(page, 'get', { ...REQUEST, allowCredentials }),
  );
  await approve(again);
  const own = await outcomeOf(page);
  assert.equal('credential' in own && own.credential.id, outcome.credential.id);
});

for (const name of Object.keys(REFUSED)) {
  test(`${name}: Chromium's own answer, no window`, async () => {
    await openCaller();
    await plugInKey(page);
    await page.bringToFront();
    await call(page, 'create', creationFor(`${name}.example`));
    assert.match(await errorOf(page), /^SecurityError: /);
    assert.deepEqual(openWindows(stage.context), []);
  });
}

for (const name of Object.keys(LEFT)) {
  test(`${name}: left to Chromium`, async () => {
    await openCaller();
    await plugInKey(page);
    await page.bringToFront();
    await call(page, 'create', creationFor(`${name}.example`));
    assert.equal(await errorOf(page), 'credential');
    assert.deepEqual(openWindows(stage.context), []);
  });
}

test('a list that never comes holds nobody for longer than Chromium itself would', async () => {
  await openCaller();
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
  await openCaller();
  const before = hung.length;
  await call(page, 'create', creationFor('hung.example'));
  while (hung.length === before) await page.waitForTimeout(20);
  await abort(page, 'enough');
  assert.equal(await errorOf(page), 'RangeError: enough');
  while (!hung.at(-1)?.closed) await page.waitForTimeout(20);
  assert.deepEqual(openWindows(stage.context), []);
});

test('what is no domain, or nobody’s, reaches no network', async () => {
  await openCaller();
  await plugInKey(page);
  const before = server.log.length;
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
    server.log.slice(before).filter(({ url }) => !url.startsWith('named.example')),
    [],
  );
  assert.deepEqual(openWindows(stage.context), []);
});
