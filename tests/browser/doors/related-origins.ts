/** A site's own list may let other origins use its RP ID. Without one, they get Chromium's own refusal. */
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { Answer } from '../hosts/hosts';
import { CREATION, call, errorOf, outcomeOf, REQUEST } from '../page-calls';
import { plugInKey } from '../virtual-key';
import type { CaseList, DoorCase } from './case-list';
import type { Scene } from './scene';

export const CALLER = 'https://www.caller.example';
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

/** Gives the list without TLS, which nobody may take. It ends with the process. */
const plain = createServer((request, response) => json(origins(CALLER))(request, response))
  .listen(0, '127.0.0.1')
  .unref();

/** Never answered, so that only a limit of time ends the request. */
export const hung: ServerResponse[] = [];

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

export async function openCaller({ stage }: Scene): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(`${CALLER}/`);
  return page;
}

export const creationFor = (rpId: string) => ({ ...CREATION, rp: { id: rpId, name: 'Console' } });

/** What would tell the host of a list who asks for it. */
const TELLING = ['cookie', 'referer', 'origin', 'authorization'];

/** A credential for the site of the list, and how often the list was asked for meanwhile. */
const served = (name: string): DoorCase => ({
  async run(scene) {
    const rpId = `${name}.example`;
    const page = await openCaller(scene);
    await page.goto(`https://${rpId}/`);
    await page.goto(`${CALLER}/`);
    await call(page, 'create', creationFor(rpId));
    const outcome = await outcomeOf(page);
    if (!('credential' in outcome)) return outcome;
    const { clientDataJSON, authenticatorData } = outcome.credential.response;
    const asked = scene.server.log.filter(({ url }) => url === rpId + LIST);
    return {
      origin: JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()).origin,
      isForSite: Buffer.from(authenticatorData, 'base64url').subarray(0, 32).equals(hashOf(rpId)),
      listAskedFor: asked.length,
      told: asked.flatMap(({ headers }) => TELLING.filter((header) => headers[header] !== undefined)),
    };
  },
  result: { origin: CALLER, isForSite: true, listAskedFor: 1, told: [] },
});

const hashOf = (text: string) => createHash('sha256').update(text).digest();

/** The error that the page gets, and how often the user was asked. With a key of the browser's own at the page door. */
const errorFor = (name: string, error: string): DoorCase => ({
  async run(scene) {
    const { asked } = scene.person;
    const page = await openCaller(scene);
    if (scene.door === 'page') await plugInKey(page);
    await page.bringToFront();
    await call(page, 'create', creationFor(`${name}.example`));
    return [(await errorOf(page)).split(':')[0], scene.person.asked - asked];
  },
  result: [error, 0],
});

/** What was made so signs in so, and on its own site. */
const signsIn: DoorCase = {
  async run(scene) {
    const rpId = 'named.example';
    const page = await openCaller(scene);
    await call(page, 'create', creationFor(rpId));
    const made = await outcomeOf(page);
    if (!('credential' in made)) return made;
    const allowCredentials = [{ type: 'public-key', id: made.credential.id }];
    const signedIn = async () => {
      await call(page, 'get', { ...REQUEST, rpId, allowCredentials }, 'get');
      const outcome = await outcomeOf(page, 'get');
      return 'credential' in outcome ? outcome.credential.id === made.credential.id : outcome;
    };
    const there = await signedIn();
    await page.goto(`https://${rpId}/`);
    return [there, await signedIn()];
  },
  result: [true, true],
};

const casesOf = (answers: Record<string, Answer>, named: string, one: (name: string) => DoorCase) =>
  Object.fromEntries(Object.keys(answers).map((name) => [`related origins, ${name}: ${named}`, one(name)]));

export const RELATED_ORIGINS_LIST: CaseList = {
  cases: {
    ...casesOf(SERVED, 'the origin may act as the RP ID, and only the list is asked for', served),
    'related origins: what was made so signs in so, and on its own site': signsIn,
    ...casesOf(REFUSED, "Chromium's own answer", (name) => errorFor(name, 'SecurityError')),
    ...casesOf(LEFT, 'left to Chromium', (name) => errorFor(name, 'credential')),
  },
  answers: hosts,
};
