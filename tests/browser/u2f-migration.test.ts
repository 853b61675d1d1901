/** A site moves from U2F to WebAuthn: the keys that its users have go on. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { approve, closed, windowOpenedBy } from './approval';
import { goAroundThePageDoor } from './around-the-page-door';
import { type Hosts, startHosts } from './hosts/hosts';
import { CREATION, call, errorOf, outcomeOf } from './page-calls';
import { openStage, type Stage } from './stage';
import { type Attested, judged, type Registration } from './u2f/judge';
import { answerTo, register, sign } from './u2f/u2f-calls';

const ORIGIN = 'https://www.site.example';
const APP_ID = 'https://www.site.example/app-id.json';
const CHALLENGE = 'Y2hhbGxlbmdlLWNoYWxsZW5nZS1jaGFsbGVuZ2UtMzI';

let stage: Stage;
let server: Hosts;
let page: Page;
let registration: Registration;
let keyHandle: string;

before(async () => {
  server = await startHosts(new Map());
  stage = await openStage({ args: server.switches });
  await stage.own.createVault();
  await openPage();
  const asked = { appId: APP_ID, challenge: CHALLENGE, keyHandles: [] };
  const answer = await approved(() => register(page, asked));
  registration = { appId: APP_ID, challenge: CHALLENGE, facet: ORIGIN, answer };
  const data = Buffer.from(String(answer.registrationData), 'base64url');
  keyHandle = data.subarray(67, 67 + (data[66] ?? 0)).toString('base64url');
});
after(async () => {
  await stage.close();
  await server.close();
});
afterEach(() => stage.closeTabs());

async function openPage(): Promise<void> {
  page = await stage.context.newPage();
  await page.goto(`${ORIGIN}/`);
}

async function approved(ask: () => Promise<void>) {
  const window = await windowOpenedBy(stage.context, ask);
  await approve(window);
  const answer = await answerTo(page);
  await closed(window);
  return answer;
}

const request = (extensions: object) => ({
  challenge: CHALLENGE,
  rpId: 'site.example',
  allowCredentials: [{ type: 'public-key', id: keyHandle }],
  userVerification: 'discouraged',
  extensions,
});

test('a key that was registered through U2F signs in through WebAuthn with appid, and its counter goes on', async () => {
  await openPage();
  const first = await approved(() =>
    sign(page, { appId: APP_ID, challenge: CHALLENGE, keyHandles: [keyHandle] }),
  );
  const window = await windowOpenedBy(stage.context, () => call(page, 'get', request({ appid: APP_ID })));
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  const asked = { appId: APP_ID, challenge: CHALLENGE, facet: ORIGIN };
  const [before = 0, after = 0] = judged(registration, [
    { ...asked, answer: first },
    { ...asked, rpId: 'site.example', credential: outcome.credential },
  ]);
  assert.ok(after > before, `${before}, then ${after}`);
});

test('a key of U2F is seen by appidExclude', async () => {
  await openPage();
  assert.match(await errorOfExcluding(), /^InvalidStateError: /);
});

test('at the exclusive door, where the browser writes that name in another way, it is seen too', async () => {
  await openPage();
  await stage.own.told({ kind: 'switch-exclusive-door', on: true });
  await goAroundThePageDoor(page);
  assert.match(await errorOfExcluding(), /^InvalidStateError: /);
  await stage.own.told({ kind: 'switch-exclusive-door', on: false });
});

async function errorOfExcluding(): Promise<string> {
  const excluding = {
    ...CREATION,
    rp: { id: 'site.example', name: 'Site' },
    excludeCredentials: [{ type: 'public-key', id: keyHandle }],
    extensions: { appidExclude: APP_ID },
  };
  const window = await windowOpenedBy(stage.context, () => call(page, 'create', excluding));
  await approve(window);
  return errorOf(page);
}

test('a WebAuthn key is attested as one of U2F where the site asks for that', async () => {
  await openPage();
  const asking = {
    ...CREATION,
    rp: { id: 'site.example', name: 'Site' },
    attestation: 'direct',
  };
  const window = await windowOpenedBy(stage.context, () => page.evaluate(createInFormatOfU2f, asking));
  await approve(window);
  const outcome = await outcomeOf(page);
  assert.ok('credential' in outcome, JSON.stringify(outcome));
  judged(registration, [], [outcome.credential.response as unknown as Attested]);
});

test('a foreign appid is refused in the browser’s own words', async () => {
  await openPage();
  await call(page, 'get', request({ appid: 'https://foreign.example/app-id.json' }));
  assert.match(await errorOf(page), /^SecurityError: /);
});

/** In the page; the browser's own reader of JSON leaves the formats out. */
function createInFormatOfU2f(json: object): void {
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(json as never);
  const publicKey = { ...options, attestationFormats: ['fido-u2f'] };
  const created = navigator.credentials.create({ publicKey });
  globalThis.outcomes = {
    call: created.then((made) => ({ credential: (made as PublicKeyCredential).toJSON() })),
  };
}
