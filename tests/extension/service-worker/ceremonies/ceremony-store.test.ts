import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  allCeremonies,
  type Ceremony,
  ceremonyId,
  findCeremony,
  forgetCeremony,
  fromText,
  keepCeremony,
  type PendingText,
  toText,
} from '../../../../extension/service-worker/ceremonies/ceremony-store';
import { type FakeChrome, installChrome } from '../../fake-chrome';

let chromium: FakeChrome;

const caller = { origin: 'https://a.example', tabId: 1, windowId: 1, documentId: 'D1' };
const requestId = '0'.repeat(32);
const ceremony: Ceremony = {
  id: ceremonyId(caller, requestId),
  requestId,
  caller,
  kind: 'get',
  mediation: 'modal',
  pending: 'opaque' as PendingText,
  progress: { state: 'asking' },
};

beforeEach(() => {
  chromium = installChrome();
});

test('a ceremony is found by the document and the request, until it is forgotten', async () => {
  await keepCeremony(ceremony);
  assert.deepEqual(await findCeremony(ceremony.id), ceremony);
  await forgetCeremony(ceremony.id);
  assert.equal(await findCeremony(ceremony.id), undefined);
});

test('the same request id of another document is another ceremony', async () => {
  await keepCeremony(ceremony);
  assert.equal(await findCeremony(ceremonyId({ ...caller, documentId: 'D2' }, requestId)), undefined);
});

test('ceremonies are kept for the session only, and only they are listed', async () => {
  await chromium.session.set({ 'vault.key': 'x', 'standing.a': 1 });
  await keepCeremony(ceremony);
  assert.deepEqual(await allCeremonies(), [ceremony]);
  assert.equal(chromium.local.items.size, 0);
});

test('a sealed record survives as text', () => {
  const record = { id: 'a', site: 'b', sealed: new Uint8Array([0, 255, 128]) };
  assert.deepEqual(fromText(JSON.parse(JSON.stringify(toText(record)))), record);
});

test('prototype names find nothing', async () => {
  for (const id of ['__proto__', 'constructor', '']) assert.equal(await findCeremony(id), undefined);
});
