/**
 * Calls that a site may make, by what is asked of them; text for {@link COMPARING}. A name that begins
 * with a number is about that rule of the list in `rules.ts`.
 */
export type Where =
  | 'page'
  | 'page without key'
  | 'frame'
  | 'frame without permission'
  | 'sandboxed frame'
  | 'insecure page';

export type Case = {
  call: string;
  where?: Where;
  /** The browser answers in both: what is asked for is not ours, or wrong. */
  isBrowsers?: true;
  /** The browser, without Xenon, does not answer: nobody waits for it for as long as for a window. */
  isUnanswered?: true;
  /** A question stays open, until the page itself ends it. */
  isLeftOpen?: true;
  /** Asked in a window, the person takes as long as people do. */
  isUnhurried?: true;
};

/** The browser answers it in both. */
export const browsers = (call: string): Case => ({ call, isBrowsers: true });

/** A request waits, others are made, and at last the page aborts the first. Nobody is asked: that is too slow. */
const pending = (mediation: string, others: string[]): Case => ({
  ...(mediation === '' && { isLeftOpen: true }),
  where: 'page without key',
  isBrowsers: true,
  call: `{ const aborter = new AbortController();
    const first = told(() => get({ userVerification: 'required' }, { signal: aborter.signal ${mediation} }));
    await new Promise((done) => setTimeout(done, 100));
    const others = [];
    for (const call of [${others.map((other) => `() => ${other}`).join()}]) others.push(await told(call));
    aborter.abort('mine');
    return Promise.resolve([others, await first].map(JSON.stringify)); }`,
});

/** Entry, order and shape. */
const ENTRY: Record<string, Case> = {
  '1. bytes are those at the call: a challenge': {
    call: '{ const challenge = bytes(8); const promise = create({ challenge }); challenge.fill(9); return promise; }',
  },
  '1. bytes are those at the call: a credential id': {
    call: 'withKey((key) => { const id = new Uint8Array(key.rawId.slice(0)); const promise = get({ allowCredentials: [cred(id)] }); id.fill(9); return promise; })',
  },
  '2. a wrong type is a rejection, not an exception: a number': browsers('navigator.credentials.create(5)'),
  '2. a wrong type is a rejection, not an exception: text as challenge': browsers(
    'create({ challenge: "AAAA" })',
  ),
  '2. a missing challenge is a TypeError': browsers('get({ challenge: undefined })'),
  '2. a missing user.displayName is a TypeError': browsers('create({ user: { id: bytes(4), name: "u" } })'),
  '2. a missing rp is a TypeError': browsers('create({ rp: undefined })'),
  '2. a missing alg is a TypeError': browsers('create({ pubKeyCredParams: [{ type: "public-key" }] })'),
  '2. a descriptor without id is a TypeError': browsers(
    'get({ allowCredentials: [{ type: "public-key" }] })',
  ),
  '2. dictionaries that are null are empty': {
    call: 'create({ authenticatorSelection: null, extensions: null })',
  },
  '2. a list that is null is a TypeError': browsers('create({ excludeCredentials: null })'),
  '2. an rp that is null is a TypeError': browsers('create({ rp: null })'),
  '2. numbers, booleans and text are coerced': {
    call: 'create({ rp: { name: 5 }, user: { id: bytes(4), name: null, displayName: {} }, timeout: "60000.5", pubKeyCredParams: [{ type: "public-key", alg: "-7" }], authenticatorSelection: { requireResidentKey: "no" } })',
  },
  '2. lists are whatever iterates': {
    call: 'create({ pubKeyCredParams: new Set(params(-7)), excludeCredentials: (function* () {})() })',
  },
  '2. a getter that throws is the rejection': browsers(
    'create({ get user() { throw new RangeError("mine"); } })',
  ),
  '2. a shared buffer is a TypeError': browsers(
    'create({ challenge: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer })',
  ),
  '3. create of nothing': browsers('navigator.credentials.create({})'),
  '3. create without options': browsers('navigator.credentials.create()'),
  '3. get of nothing': browsers('navigator.credentials.get({})'),
  '3. get without options': browsers('navigator.credentials.get()'),
  '3. a key and a password at once': browsers(
    'create({}, { password: { id: "i", password: "p", name: "n" } })',
  ),
  '3. a password is the browser’s': browsers('navigator.credentials.get({ password: true })'),
  '3. a federated credential is the browser’s': browsers(
    'navigator.credentials.create({ federated: { id: "i", provider: "https://a.example", name: "n" } }).then(String)',
  ),
  '4. an aborted signal comes before a user.id that is too long': browsers(
    'create({ user: { id: bytes(65), name: "u", displayName: "d" } }, { signal: AbortSignal.abort("mine") })',
  ),
  '4. an aborted signal comes before a wrong RP ID': browsers(
    'get({ rpId: "" }, { signal: AbortSignal.abort("mine") })',
  ),
  '4. a user.id that is too long comes before a wrong RP ID': browsers(
    'create({ user: { id: bytes(65), name: "u", displayName: "d" }, rp: { name: "n", id: "" } })',
  ),
  '4. a wrong extension comes before a wrong RP ID': browsers(
    'create({ extensions: { appid: "" }, rp: { name: "n", id: "" } })',
  ),
  '4. no known type comes before a wrong RP ID': browsers(
    'create({ pubKeyCredParams: [{ type: "later", alg: -7 }], rp: { name: "n", id: "" } })',
  ),
  '4. a wrong RP ID comes before no known algorithm': {
    call: 'create({ pubKeyCredParams: params(-1), rp: { name: "n", id: "" } })',
  },
  '5. the reason of an aborted signal: none': browsers('create({}, { signal: AbortSignal.abort() })'),
  '5. the reason of an aborted signal: text': browsers('get({}, { signal: AbortSignal.abort("why") })'),
  '5. the reason of an aborted signal: an error': browsers(
    'get({}, { signal: AbortSignal.abort(new RangeError("why")) })',
  ),
  '5. a signal that aborts later does nothing to what is done': {
    call: '{ const aborter = new AbortController(); const made = await create({}, { signal: aborter.signal }); aborter.abort(); return Promise.resolve(made); }',
  },
  '6. a second request while one waits is refused': pending('', [
    'get()',
    'create()',
    'get({}, { mediation: "conditional" })',
  ]),
  '6. a second request while one waits beside forms is refused': pending(', mediation: "conditional"', [
    'get()',
    'create()',
    'get({}, { mediation: "conditional" })',
  ]),
  '7. create of another object': browsers(
    'CredentialsContainer.prototype.create.call({}, { publicKey: creation() })',
  ),
  '7. get of no object': browsers(
    '{ const { get } = navigator.credentials; return get({ publicKey: request() }); }',
  ),
  '7. the functions stand where they stood': {
    call: `Promise.resolve(['create', 'get', 'store', 'preventSilentAccess'].map((name) => {
      const { value, ...rest } = Object.getOwnPropertyDescriptor(CredentialsContainer.prototype, name);
      return [rest, value.name, value.length, 'prototype' in value, String(value), Object.getOwnPropertyNames(value)];
    }))`,
  },
  '7. nothing is added to the container, the interface or the window': {
    call: `Promise.resolve([Reflect.ownKeys(navigator.credentials), Reflect.ownKeys(CredentialsContainer.prototype).map(String),
      Reflect.ownKeys(PublicKeyCredential).map(String), Reflect.ownKeys(PublicKeyCredential.prototype).map(String),
      Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'u2f').length])`,
  },
  '7. the functions cannot be constructed': {
    call: '{ try { new navigator.credentials.create(); return "made"; } catch (error) { return Promise.resolve(error.constructor.name); } }',
  },
  '8. an insecure page has no such interface': {
    where: 'insecure page',
    call: 'Promise.resolve([typeof navigator.credentials, typeof PublicKeyCredential])',
  },
};

/** Origins, RP IDs and frames. */
const ORIGINS: Record<string, Case> = {
  '9. a sandboxed frame has no origin': { where: 'sandboxed frame', call: 'create()', isBrowsers: true },
  '10. no RP ID is the host': { call: 'create({ rp: { name: "n" } })' },
  '10. an RP ID that is undefined is the host': { call: 'create({ rp: { name: "n", id: undefined } })' },
  '10. an empty RP ID at creation': { call: 'create({ rp: { name: "n", id: "" } })' },
  '10. an empty RP ID at sign-in': { call: 'get({ rpId: "" })' },
  '11. the host itself': { call: 'create({ rp: { name: "n", id: "login.a.example" } })' },
  '11. a parent of the host': { call: 'create({ rp: { name: "n", id: "a.example" } })' },
  '11. a public suffix': { call: 'create({ rp: { name: "n", id: "example" } })' },
  '11. an end of the host without the dot': { call: 'get({ rpId: "in.a.example" })' },
  '11. a child of the host': { call: 'get({ rpId: "www.login.a.example" })' },
  '11. capitals': { call: 'get({ rpId: "LOGIN.A.EXAMPLE" })' },
  '11. a dot at the end': { call: 'get({ rpId: "a.example." })' },
  '11. a dot at the beginning': { call: 'get({ rpId: ".a.example" })' },
  '11. a port': { call: 'get({ rpId: "a.example:443" })' },
  '11. an address': { call: 'get({ rpId: "https://a.example" })' },
  '11. a number': { call: 'get({ rpId: "127.0.0.1" })' },
  '11. a null that is text': { call: 'get({ rpId: null })' },
  '12. another site without a list of related origins': { call: 'get({ rpId: "b.example" })' },
  '12. another site that lists this one': { call: 'create({ rp: { name: "n", id: "related.example" } })' },
  '13. the origin is written as it is': { call: 'create()' },
  '14. a cross-origin frame says so, and names the page around it': { where: 'frame', call: 'create()' },
  '14. a cross-origin frame signs in': {
    where: 'frame',
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId)] }))',
  },
  '15. a conditional creation in a cross-origin frame': {
    where: 'frame',
    call: 'create({}, { mediation: "conditional" })',
    isBrowsers: true,
    isUnanswered: true,
  },
  '15. the user’s act in a cross-origin frame is spent by a creation': {
    where: 'frame',
    call: `{ const before = navigator.userActivation.isActive; await create();
      for (let i = 0; i < 50 && navigator.userActivation.isActive; i += 1) await new Promise((done) => setTimeout(done, 10));
      return Promise.resolve([before, navigator.userActivation.isActive, await told(() => create())]); }`,
  },
  '15. the user’s act in a page is spent by nothing': {
    call: '{ await create(); return Promise.resolve(navigator.userActivation.isActive); }',
  },
  '16. a frame without permission: create': {
    where: 'frame without permission',
    call: 'create()',
    isBrowsers: true,
  },
  '16. a frame without permission: get': {
    where: 'frame without permission',
    call: 'get()',
    isBrowsers: true,
  },
  '16. a frame without permission: a conditional get': {
    where: 'frame without permission',
    call: 'get({}, { mediation: "conditional" })',
    isBrowsers: true,
  },
  '17. a window that the page opened is a page of its own': {
    call: `{ const opened = open('/');
      await new Promise((done) => { opened.onload = () => setTimeout(done, 500); });
      const made = await opened.eval('told(() => create())');
      opened.close();
      return Promise.resolve(JSON.stringify(made.response?.clientData ?? made)); }`,
  },
};

export const CASES: Record<string, Case> = { ...ENTRY, ...ORIGINS };
