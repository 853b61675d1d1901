/** Pages that speak U2F with every script that is known for it, and what servers' libraries say of the answers. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from './approval';
import { type Answer, type Hosts, startHosts } from './hosts/hosts';
import { openStage, type Stage } from './stage';
import { judged } from './u2f/judge';
import {
  bundled,
  framed,
  late,
  NPM_POLYFILL,
  NPM_U2F_API,
  U2F_API_1_0,
  U2F_API_1_1,
} from './u2f/page-scripts';
import { answerTo, BUILT_IN, type Manner, register, sign } from './u2f/u2f-calls';

declare global {
  /** In the page: whether its own copy has yet to be loaded. */
  var isStillToCome: boolean | undefined;
}

const ORIGIN = 'https://www.site.example';

const script = (...sources: string[]) => sources.map((source) => `<script>${source}</script>`).join('\n');
const strict = (source: string) => `'use strict';\n${source}`;

const OLDER: Manner = { api: 'u2f', style: '1.0' };
const ON_ITS_OWN = (style: Manner['style']): Manner => ({ api: 'bundledU2f', style });

/** What a page has in its head, and how it then calls. */
const PAGES: Record<string, [head: string, manner: Manner]> = {
  'no script of its own': ['', BUILT_IN],
  'no script of its own, in the older manner': ['', OLDER],
  'u2f-api.js 1.0': [script(U2F_API_1_0), OLDER],
  'u2f-api.js 1.1': [script(U2F_API_1_1), BUILT_IN],
  'u2f-api.js 1.1 twice': [script(U2F_API_1_1, U2F_API_1_1), BUILT_IN],
  'u2f-api.js 1.0 and then 1.1': [script(U2F_API_1_0, U2F_API_1_1), BUILT_IN],
  'u2f-api.js 1.0 late': [script(late(U2F_API_1_0)), OLDER],
  'u2f-api.js 1.1 late': [script(late(U2F_API_1_1)), BUILT_IN],
  'u2f-api.js 1.1 early, and again late': [script(U2F_API_1_1, late(U2F_API_1_1)), BUILT_IN],
  'u2f-api.js 1.1 in a bundle that comes late': [script(late(bundled(U2F_API_1_1))), ON_ITS_OWN('1.1')],
  'npm u2f-api late': [script(late(NPM_U2F_API)), { api: 'u2fApi', style: 'npm' }],
  'npm u2f-api-polyfill late': [script(late(NPM_POLYFILL)), BUILT_IN],
  'a frozen window.u2f, and u2f-api.js 1.1 late': [
    script(strict('Object.freeze(window.u2f)'), late(U2F_API_1_1)),
    BUILT_IN,
  ],
  'u2f-api.js 1.0 in a bundle': [script(bundled(U2F_API_1_0)), ON_ITS_OWN('1.0')],
  'u2f-api.js 1.1 in a bundle': [script(bundled(U2F_API_1_1)), ON_ITS_OWN('1.1')],
  'u2f-api.js 1.0 through its frame': [script(framed(U2F_API_1_0)), ON_ITS_OWN('1.0')],
  'u2f-api.js 1.1 through its frame': [script(framed(U2F_API_1_1)), ON_ITS_OWN('1.1')],
  'npm u2f-api': [script(NPM_U2F_API), { api: 'u2fApi', style: 'npm' }],
  'npm u2f-api where window.u2f was deleted': [
    script('delete window.u2f', NPM_U2F_API),
    { api: 'u2fApi', style: 'npm' },
  ],
  'npm u2f-api-polyfill': [script(NPM_POLYFILL), BUILT_IN],
  'npm u2f-api-polyfill where window.u2f was deleted': [script('delete window.u2f', NPM_POLYFILL), BUILT_IN],
  'a frozen window.u2f': [script(strict('Object.freeze(window.u2f)'), U2F_API_1_1), BUILT_IN],
  'functions that are written over': [
    script(strict('u2f.register = u2f.sign = function () { throw new Error("not this one"); };')),
    BUILT_IN,
  ],
  'an object of its own': [script(strict('window.u2f = {};'), U2F_API_1_1), BUILT_IN],
  'a constant of its own': [script(strict('const u2f = {};'), bundled(U2F_API_1_1)), ON_ITS_OWN('1.1')],
};

const answers = new Map<string, Answer>();
const paths = new Map<string, string>();
for (const [index, [name, [head]]] of Object.entries(PAGES).entries()) {
  paths.set(name, `/${index}`);
  answers.set(`www.site.example/${index}`, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><head><title>page</title>${head}</head><body></body>`);
  });
}

let stage: Stage;
let server: Hosts;

before(async () => {
  server = await startHosts(answers);
  stage = await openStage({ args: server.switches });
  await stage.own.createVault();
});
after(async () => {
  await stage.close();
  await server.close();
});
afterEach(() => stage.closeTabs());

/** Opens a page, and fails at whatever is thrown in it. */
async function open(name: string): Promise<{ page: Page; errors: Error[] }> {
  const page = await stage.context.newPage();
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(ORIGIN + paths.get(name));
  await page.waitForFunction(() => !globalThis.isStillToCome);
  return { page, errors };
}

async function approved(page: Page, ask: () => Promise<void>) {
  const window = await windowOpenedBy(stage.context, ask);
  await approve(window);
  const answer = await answerTo(page);
  await closed(window);
  assert.equal(answer.errorCode, undefined);
  return answer;
}

const challenge = () => randomBytes(32).toString('base64url');

for (const [name, [, manner]] of Object.entries(PAGES)) {
  test(`a page with ${name} registers and signs in`, async () => {
    const { page, errors } = await open(name);
    const first = { appId: ORIGIN, challenge: challenge() };
    const made = await approved(page, () => register(page, { ...first, keyHandles: [] }, manner));
    const keyHandle = handleIn(String(made.registrationData));
    const second = { appId: ORIGIN, challenge: challenge() };
    const signed = await approved(page, () => sign(page, { ...second, keyHandles: [keyHandle] }, manner));
    const counters = judged({ ...first, facet: ORIGIN, answer: made }, [
      { ...second, facet: ORIGIN, answer: signed },
    ]);
    assert.equal(counters.length, 1);
    assert.deepEqual(errors, []);
  });
}

/** The key handle is behind the reserved byte, the public key and its own length. */
function handleIn(registrationData: string): string {
  const bytes = Buffer.from(registrationData, 'base64url');
  return bytes.subarray(67, 67 + (bytes[66] ?? 0)).toString('base64url');
}
