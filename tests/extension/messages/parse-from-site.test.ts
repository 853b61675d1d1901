import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFromPage, parseFromSite, requestIdOf } from '../../../extension/messages/parse-from-site';
import { randomStructure, seeded } from './random-structure';

const requestId = '0123456789abcdef0123456789abcdef';
const report = { userActive: true, ancestorOrigins: ['https://shop.example'] };

const creation = {
  kind: 'create',
  requestId,
  mediation: 'modal',
  options: {
    rp: { id: 'a.example', name: 'A' },
    user: { id: 'dXNlcg', name: 'alice', displayName: 'Alice' },
    challenge: 'Y2hhbGxlbmdl',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 60_000,
    excludeCredentials: [{ type: 'public-key', id: 'AQID', transports: ['usb'] }],
    authenticatorSelection: {
      authenticatorAttachment: 'platform',
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'preferred',
    },
    hints: ['client-device'],
    attestation: 'none',
    attestationFormats: ['packed'],
    extensions: { credProps: true },
  },
};

const request = {
  kind: 'get',
  requestId,
  mediation: 'modal',
  options: {
    challenge: 'Y2hhbGxlbmdl',
    timeout: 60_000,
    rpId: 'a.example',
    allowCredentials: [{ type: 'public-key', id: 'AQID', transports: ['usb'] }],
    userVerification: 'required',
    hints: [],
    extensions: {},
  },
};

/** The message with one value changed; `path` names it. */
function changed(message: object, path: string, value: unknown): unknown {
  const copy = structuredClone(message) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() as string;
  let target = copy;
  for (const name of names) target = target[name] as Record<string, unknown>;
  target[last] = value;
  return copy;
}

function without(message: object, path: string): unknown {
  return JSON.parse(JSON.stringify(changed(message, path, undefined)));
}

test('honest messages are read as they are', () => {
  assert.deepEqual(parseFromPage(creation), creation);
  assert.deepEqual(parseFromPage(request), request);
  assert.deepEqual(parseFromSite({ ...creation, ...report }), { ...creation, ...report });
  for (const kind of ['cancel', 'settled'])
    assert.deepEqual(parseFromSite({ kind, requestId }), { kind, requestId });
});

test('members that may be absent may be absent, or undefined', () => {
  for (const path of ['options.timeout', 'options.rp.id', 'options.attestation'])
    for (const message of [without(creation, path), changed(creation, path, undefined)])
      assert.deepEqual(parseFromPage(message), without(creation, path), path);
  assert.deepEqual(
    parseFromPage(without(creation, 'options.authenticatorSelection')),
    without(creation, 'options.authenticatorSelection'),
  );
  assert.deepEqual(parseFromPage(without(request, 'options.rpId')), without(request, 'options.rpId'));
});

test('members that must be there must be there', () => {
  for (const message of [creation, request])
    assert.equal(parseFromPage(without(message, 'mediation')), undefined);
  for (const member of ['rp', 'user', 'challenge', 'pubKeyCredParams', 'excludeCredentials', 'extensions'])
    assert.equal(parseFromPage(without(creation, `options.${member}`)), undefined, member);
  for (const member of ['challenge', 'allowCredentials', 'hints', 'extensions'])
    assert.equal(parseFromPage(without(request, `options.${member}`)), undefined, member);
  for (const member of ['userActive', 'ancestorOrigins'])
    assert.equal(parseFromSite(without({ ...request, ...report }, member)), undefined, member);
});

test('values of another type are refused, wherever they stand', () => {
  const values = [null, 0, 1.5, true, 'text!', [], {}, [null], { length: 1 }, ['x', 7]];
  const paths = [
    ['options', [{}, []]],
    ['options.rp', []],
    ['options.rp.name', ['text!']],
    ['options.user.id', []],
    ['options.user.displayName', ['text!']],
    ['options.challenge', []],
    ['options.pubKeyCredParams', [[]]],
    ['options.timeout', [0]],
    ['options.excludeCredentials', [[]]],
    ['options.authenticatorSelection', [{}, { length: 1 }]],
    ['options.authenticatorSelection.requireResidentKey', [true]],
    ['options.hints', [[]]],
    ['options.extensions', [{}, { length: 1 }]],
    ['options.extensions.credProps', [true]],
  ] as const;
  for (const [path, allowed] of paths) {
    const hostile = values.filter((value) => !allowed.some((one) => same(one, value)));
    for (const value of hostile)
      assert.equal(parseFromPage(changed(creation, path, value)), undefined, `${path}: ${text(value)}`);
  }
});

const text = (value: unknown) => JSON.stringify(value);
const same = (a: unknown, b: unknown) => text(a) === text(b);

test('a mediation is one of the four', () => {
  for (const mediation of ['modal', 'conditional', 'immediate', 'silent'])
    assert.deepEqual(parseFromPage({ ...request, mediation }), { ...request, mediation });
  for (const mediation of ['optional', 'required', '', undefined, null, 7, ['modal'], 'constructor'])
    assert.equal(parseFromPage({ ...request, mediation }), undefined, String(mediation));
});

test('a request id is 32 hexadecimal digits and nothing else', () => {
  const hostile = ['', requestId.toUpperCase(), `${requestId}0`, ` ${requestId}`, `${requestId}\n`, 7, null];
  for (const id of [...hostile, [requestId], { toString: () => requestId }, '__proto__'])
    assert.equal(parseFromPage({ kind: 'cancel', requestId: id }), undefined, String(id));
});

test('the id of a message that is wrong otherwise is still known', () => {
  assert.equal(requestIdOf({ requestId, kind: 'nonsense', options: 7 }), requestId);
  for (const message of [undefined, null, 7, 'text', [], () => requestId])
    assert.equal(requestIdOf(message), undefined);
});

test('an unknown kind is no message', () => {
  for (const kind of ['approve', 'lock', 'constructor', '__proto__', '', undefined, 7, ['create']])
    assert.equal(parseFromSite({ ...creation, ...report, kind }), undefined, String(kind));
});

test('members that nobody asked for are dropped', () => {
  const padded = structuredClone(creation) as Record<string, unknown>;
  const options = padded.options as Record<string, object>;
  Object.assign(padded, { sender: 'me', origin: 'https://bank.example', userActive: true });
  Object.assign(options, { mediation: 'conditional', remoteDesktopClientOverride: { origin: 'x' } });
  Object.assign(options.rp ?? {}, { icon: 'x' });
  Object.assign(options.extensions ?? {}, { remoteDesktopClientOverride: { origin: 'x' }, uvm: true });
  assert.deepEqual(parseFromPage(padded), creation);
});

test('inherited members are nothing', () => {
  assert.equal(parseFromPage(Object.create(creation)), undefined);
  const inherited = changed(creation, 'options', Object.create(creation.options));
  assert.equal(parseFromPage(inherited), undefined);
});

test('a member named __proto__ changes no prototype', () => {
  const hostile = JSON.parse(
    JSON.stringify({ ...creation, ...report }).replaceAll('{"', '{"__proto__":{"polluted":true},"'),
  );
  const read = parseFromSite(hostile);
  assert.deepEqual(read, { ...creation, ...report });
  assert.equal(Object.getPrototypeOf(read), Object.prototype);
  assert.equal((read as unknown as { polluted?: boolean }).polluted, undefined);
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
});

test('what no honest site sends is too large', () => {
  const long = (length: number) => 'A'.repeat(length);
  const many = <T>(count: number, value: T) => Array.from({ length: count }, () => value);
  const descriptor = { type: 'public-key', id: 'AQID' };
  const sizes: [object, string, unknown, unknown][] = [
    [creation, 'options.challenge', long(350_000), long(350_004)],
    [creation, 'options.user.id', long(4_096), long(4_100)],
    [creation, 'options.user.name', long(65_536), long(65_537)],
    [creation, 'options.attestation', long(256), long(257)],
    [creation, 'options.excludeCredentials', many(64, descriptor), many(65, descriptor)],
    [request, 'options.allowCredentials', many(64, descriptor), many(65, descriptor)],
    [request, 'options.hints', many(64, 'x'), many(65, 'x')],
    [{ ...request, ...report }, 'ancestorOrigins', many(64, 'x'), many(65, 'x')],
  ];
  for (const [message, path, fits, tooLarge] of sizes) {
    const read = path === 'ancestorOrigins' ? parseFromSite : parseFromPage;
    assert.notEqual(read(changed(message, path, fits)), undefined, path);
    assert.equal(read(changed(message, path, tooLarge)), undefined, path);
  }
});

test('100 MB are refused, and of a list that long nothing is read', () => {
  const huge = changed(creation, 'options.challenge', 'A'.repeat(100_000_000));
  assert.equal(parseFromPage(huge), undefined);
  const read: PropertyKey[] = [];
  const watched = new Proxy(new Array(100_000_000), {
    get(list, name) {
      read.push(name);
      return Reflect.get(list, name);
    },
  });
  assert.equal(parseFromPage(changed(creation, 'options.excludeCredentials', watched)), undefined);
  assert.deepEqual(read, ['length']);
});

test('base64url is of the alphabet, without padding, and of a possible length', () => {
  for (const value of ['AQ==', 'A+/A', 'A A', 'AQIDA', 'Ä', 'AQ\n'])
    assert.equal(parseFromPage(changed(request, 'options.challenge', value)), undefined, value);
});

test('10,000 random structures are read or refused, and never thrown at', () => {
  const random = seeded(2026);
  const names = ['kind', 'requestId', 'options', 'rp', 'user', 'id', 'name', 'challenge', 'extensions'];
  const words = ['create', 'get', 'cancel', requestId, 'AQID', 'public-key'];
  let read = 0;
  for (let count = 0; count < 10_000; count += 1) {
    const structure = randomStructure(random, { names, words, depth: 5 });
    for (const parse of [parseFromPage, parseFromSite]) if (parse(structure)) read += 1;
    requestIdOf(structure);
  }
  for (const message of [creation, request]) {
    for (let count = 0; count < 10_000; count += 1) {
      const paths = pathsIn(message);
      const path = paths[Math.floor(random() * paths.length)] as string;
      const value = randomStructure(random, { names, words, depth: 2 });
      if (parseFromPage(changed(message, path, value))) read += 1;
    }
  }
  assert.ok(read > 100, 'the structures are not all refused for their id');
});

function pathsIn(value: object): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const below = typeof inner === 'object' && inner !== null ? pathsIn(inner) : [];
    return [key, ...below.map((path) => `${key}.${path}`)];
  });
}
