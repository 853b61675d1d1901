/** Whose AppID a page may use: its own site's, unless that site's list leaves it out. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openWindows, windowOpenedBy } from './approval';
import { type Answer, type Hosts, startHosts } from './hosts/hosts';
import { openStage, type Stage } from './stage';
import { errorCodeOf, register, sign } from './u2f/u2f-calls';

const FACET = 'https://www.site.example';
const TYPE = 'application/fido.trusted-apps+json';
const BAD_REQUEST = 2;

const list = (...ids: unknown[]) => ({ trustedFacets: [{ version: { major: 1, minor: 0 }, ids }] });
const json =
  (value: unknown, type = TYPE, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value));
  };
const to =
  (location: string, headers = {}): Answer =>
  (_request, response) => {
    response.writeHead(302, { location, ...headers }).end();
  };

/** Lists that let the page in, or say nothing: then the name of the site decides, as it did in Chrome. */
const LET_IN: Record<string, Answer> = {
  good: json(list('https://other.site.example', FACET)),
  'good-as-plain-json': json(list(FACET), 'application/json; charset=utf-8'),
  'not-found': json(list(), TYPE, 404),
  'a-page': json(list(), 'text/html'),
  'not-json': (_request, response) => {
    response.writeHead(200, { 'content-type': TYPE }).end('{');
  },
  'no-list': json({ trustedFacets: 'none' }),
  huge: json({ ...list(), padding: 'x'.repeat(64 * 1024) }),
  endless: (_request, response) => {
    response.writeHead(200, { 'content-type': TYPE });
    const timer = setInterval(() => response.write(' '.repeat(65_536)), 1);
    response.on('close', () => clearInterval(timer));
  },
  hung: () => undefined,
  redirected: to('https://site.example/empty'),
  'redirected-with-authority': to('https://site.example/empty', {
    'FIDO-AppID-Redirect-Authorized': 'true',
  }),
};

/** Lists that can be read, and do not name the page. */
const KEEP_OUT: Record<string, Answer> = {
  empty: json(list()),
  others: json(list('https://other.site.example', 'https://site.example', `${FACET}:8443`)),
  'without-https': json(list('http://www.site.example')),
  'for-another-version': json({ trustedFacets: [{ version: { major: 1, minor: 1 }, ids: [FACET] }] }),
};

const hosts = new Map<string, Answer>();
for (const [name, answer] of Object.entries({ ...LET_IN, ...KEEP_OUT }))
  hosts.set(`site.example/${name}`, answer);
hosts.set('foreign.example/list', json(list(FACET)));

let stage: Stage;
let server: Hosts;
let plain: Server;

before(async () => {
  server = await startHosts(hosts);
  plain = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>local</title>');
  }).listen(0, '127.0.0.1');
  stage = await openStage({ args: server.switches });
  await stage.own.createVault();
});
after(async () => {
  await stage.close();
  await server.close();
  plain.close();
});
afterEach(() => stage.closeTabs());

async function openPage(origin = FACET): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(`${origin}/`);
  return page;
}

const asked = (appId: string) => ({ appId, challenge: 'Y2hhbGxlbmdl', keyHandles: [] });

const fetched = (path: string) => server.log.filter(({ url }) => url === path);

for (const name of Object.keys(LET_IN)) {
  test(`a list that is ${name.replaceAll('-', ' ')} does not keep the page out`, async () => {
    const page = await openPage();
    await windowOpenedBy(stage.context, () => register(page, asked(`https://site.example/${name}`)));
    assert.equal(fetched(`site.example/${name}`).length, 1);
  });
}

for (const name of Object.keys(KEEP_OUT)) {
  test(`a list that is ${name.replaceAll('-', ' ')} keeps the page out`, async () => {
    const page = await openPage();
    await register(page, asked(`https://site.example/${name}`));
    assert.equal(await errorCodeOf(page), BAD_REQUEST);
    assert.equal(openWindows(stage.context).length, 0);
  });
}

test('nothing of the user goes with the question for a list, and no redirect is followed', async () => {
  const page = await openPage();
  await page.goto('https://site.example/');
  await page.goto(`${FACET}/`);
  const before = fetched('site.example/empty').length;
  await windowOpenedBy(stage.context, () => register(page, asked('https://site.example/redirected')));
  const asking = fetched('site.example/redirected').at(-1);
  for (const name of ['cookie', 'referer', 'origin']) assert.equal(asking?.headers[name], undefined, name);
  assert.equal(fetched('site.example/empty').length, before);
});

test('another site is foreign, whatever its list says, and is not even asked', async () => {
  const page = await openPage();
  await register(page, asked('https://foreign.example/list'));
  assert.equal(await errorCodeOf(page), BAD_REQUEST);
  assert.equal(fetched('foreign.example/list').length, 0);
});

test('what is on the page’s own host needs no list', async () => {
  const page = await openPage();
  await windowOpenedBy(stage.context, () => register(page, asked(`${FACET}/app-id.json`)));
  await windowOpenedBy(stage.context, () =>
    register(page, asked('HTTPS://WWW.SITE.EXAMPLE'), undefined, 'second'),
  );
  assert.equal(fetched('www.site.example/app-id.json').length, 0);
});

test('on http://localhost the AppID is the origin with its port and nothing else', async () => {
  const { port } = plain.address() as AddressInfo;
  const origin = `http://console.localhost:${port}`;
  const page = await openPage(origin);
  for (const appId of [
    'http://console.localhost',
    `${origin}/app-id.json`,
    `https://console.localhost:${port}`,
  ]) {
    await register(page, asked(appId));
    assert.equal(await errorCodeOf(page), BAD_REQUEST, appId);
  }
  await windowOpenedBy(stage.context, () => register(page, asked(origin)));
  await windowOpenedBy(stage.context, () => register(page, asked(''), undefined, 'second'));
});

test('a sign-in is held to the same', async () => {
  const page = await openPage();
  for (const appId of ['https://foreign.example/list', 'https://site.example/empty', 'https://example']) {
    await sign(page, { ...asked(appId), keyHandles: ['AQ'] });
    assert.equal(await errorCodeOf(page), BAD_REQUEST, appId);
  }
});
