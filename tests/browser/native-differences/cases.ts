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
};

const browsers = (call: string): Case => ({ call, isBrowsers: true });

/** A request waits, others are made, and at last the page aborts the first. Nobody is asked: that is too slow. */
const pending = (mediation: string, others: string[]): Case => ({
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

/** Members of the options. */
const OPTIONS: Record<string, Case> = {
  '18. a user.id of 1 byte': { call: 'create({ user: { id: bytes(1), name: "u", displayName: "d" } })' },
  '18. a user.id of 64 bytes': { call: 'create({ user: { id: bytes(64), name: "u", displayName: "d" } })' },
  '18. a user.id of 65 bytes': browsers('create({ user: { id: bytes(65), name: "u", displayName: "d" } })'),
  '18. a user.id of no bytes': browsers('create({ user: { id: bytes(0), name: "u", displayName: "d" } })'),
  '19. no parameters at all': { call: 'create({ pubKeyCredParams: [] })' },
  '19. only unknown types': browsers('create({ pubKeyCredParams: [{ type: "later", alg: -7 }] })'),
  '19. only unknown algorithms': browsers('create({ pubKeyCredParams: params(-1) })'),
  '19. an unknown type before one that is known': {
    call: 'create({ pubKeyCredParams: [{ type: "later", alg: -7 }, ...params(-7)] })',
  },
  '19. the site’s order decides: ES256 first': { call: 'create({ pubKeyCredParams: params(-7, -257) })' },
  '19. the site’s order decides: RS256 first': { call: 'create({ pubKeyCredParams: params(-257, -7) })' },
  '19. the site’s order decides: EdDSA first': { call: 'create({ pubKeyCredParams: params(-8, -7) })' },
  '19. the site’s order decides: ML-DSA-44 first': { call: 'create({ pubKeyCredParams: params(-48, -7) })' },
  '19. only RS256': { call: 'create({ pubKeyCredParams: params(-257) })' },
  '19. only EdDSA': { call: 'create({ pubKeyCredParams: params(-8) })' },
  '19. only ML-DSA-44': { call: 'create({ pubKeyCredParams: params(-48) })' },
  '19. only ML-DSA-65': { call: 'create({ pubKeyCredParams: params(-49) })' },
  '19. only ML-DSA-87, which Xenon does not have': browsers('create({ pubKeyCredParams: params(-50) })'),
  '20. unknown words are ignored: attestation': { call: 'create({ attestation: "later" })' },
  '20. unknown words are ignored: selection': {
    call: 'create({ authenticatorSelection: { residentKey: "later", userVerification: "later", authenticatorAttachment: "later" } })',
  },
  '20. unknown words are ignored: hints': { call: 'create({ hints: ["later", ""] })' },
  '20. unknown words are ignored: transports': {
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId, { transports: ["later"] })] }))',
  },
  '20. unknown words are ignored: userVerification at sign-in': {
    call: 'withKey(() => get({ userVerification: "later" }))',
  },
  '20. an unknown mediation is a TypeError': browsers('get({}, { mediation: "later" })'),
  '20. an unknown uiMode is a TypeError': browsers('get({}, { uiMode: "later" })'),
  '21. attachment: platform': {
    call: 'create({ authenticatorSelection: { authenticatorAttachment: "platform" } })',
  },
  '21. a key that need not be discoverable': {
    call: 'create({ authenticatorSelection: { residentKey: "discouraged" }, extensions: { credProps: true } })',
  },
  '21. a key that had better be discoverable': {
    call: 'create({ authenticatorSelection: { residentKey: "preferred" }, extensions: { credProps: true } })',
  },
  '21. a key that must be discoverable': {
    call: 'create({ authenticatorSelection: { requireResidentKey: true }, extensions: { credProps: true } })',
  },
  '21. no word about discovery': {
    call: 'create({ authenticatorSelection: {}, extensions: { credProps: true } })',
  },
  '21. user verification: required': {
    call: 'create({ authenticatorSelection: { residentKey: "required", userVerification: "required" } })',
  },
  '21. user verification: discouraged': {
    call: 'create({ authenticatorSelection: { residentKey: "required", userVerification: "discouraged" } })',
  },
  '22. a list that names only keys of others': browsers(
    'withKey(() => get({ allowCredentials: [cred(bytes(16))] }))',
  ),
  '22. a list of unknown types does not become an empty one': browsers(
    'withKey(() => get({ allowCredentials: [{ type: "later", id: bytes(16) }] }))',
  ),
  '22. a list that names ours among others': {
    call: 'withKey((key) => get({ allowCredentials: [cred(bytes(16)), cred(key.rawId), cred(bytes(20))] }))',
  },
  '22. an empty list': { call: 'withKey(() => get({ allowCredentials: [] }))' },
  '22. a key that is not discoverable, by its id': {
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId)] }), { authenticatorSelection: { residentKey: "discouraged" } })',
  },
  '22. transports do not matter': {
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId, { transports: ["usb", "nfc", "ble"] })] }))',
  },
  '23. 64 descriptors': {
    call: 'create({ excludeCredentials: Array.from({ length: 64 }, (_, i) => cred(bytes(16, i + 1))) })',
  },
  '23. 65 descriptors: create': browsers('create({ excludeCredentials: Array(65).fill(cred(bytes(16))) })'),
  '23. 65 descriptors: get': browsers('get({ allowCredentials: Array(65).fill(cred(bytes(16))) })'),
  '24. an id of 2,000 bytes matches nothing': browsers('get({ allowCredentials: [cred(bytes(2000))] })'),
  '24. an id of no bytes matches nothing': browsers('get({ allowCredentials: [cred(bytes(0))] })'),
  '25. a challenge of no bytes': { call: 'create({ challenge: bytes(0) })' },
  '25. a challenge of 100,000 bytes': {
    call: 'create({ challenge: bytes(100_000) }).then(({ response }) => JSON.parse(text(response.clientDataJSON)).challenge.length)',
  },
  '25. a challenge of 1,000,000 bytes': browsers(
    'create({ challenge: bytes(1_000_000) }).then(({ response }) => JSON.parse(text(response.clientDataJSON)).challenge.length)',
  ),
  '26. a time-out of 0': { call: 'create({ timeout: 0 })' },
  '26. a time-out that is not finite': browsers('create({ timeout: Infinity, challenge: undefined })'),
  '26. a time-out below zero': { call: 'create({ timeout: -1 })' },
  '27. empty names': {
    call: 'create({ rp: { name: "" }, user: { id: bytes(4), name: "", displayName: "" } })',
  },
  '27. long names in other scripts': {
    call: 'create({ rp: { name: "鍵".repeat(500) }, user: { id: bytes(4), name: "\\u202e" + "é".repeat(300), displayName: "👩‍👩‍👧".repeat(50) } })',
  },
  '28. a key that is excluded: after the user has agreed': {
    call: 'withKey((key) => create({ user: { id: bytes(5), name: "u", displayName: "d" }, excludeCredentials: [cred(key.rawId)] }))',
  },
  '28. keys of others are excluded': { call: 'create({ excludeCredentials: [cred(bytes(16))] })' },
  '28. an excluded key of an unknown type': {
    call: 'withKey((key) => create({ user: { id: bytes(5), name: "u", displayName: "d" }, excludeCredentials: [{ type: "later", id: key.rawId }] }))',
  },
};

/** Errors and outputs. */
const OUTPUTS: Record<string, Case> = {
  '30. no key at all': browsers('get()'),
  '31. an error is a DOMException of the page': { call: 'create({ rp: { name: "n", id: "b.example" } })' },
  '33. no error shows the extension': browsers('create({ get challenge() { return null.x; } })'),
  '34. a challenge with every byte': {
    call: 'create({ challenge: Uint8Array.from({ length: 256 }, (_, i) => i) })',
  },
  '35. flags of a sign-in': { call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId)] }))' },
  '35. flags of a sign-in without verification': {
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId)], userVerification: "discouraged" }), { extensions: { credentialProtectionPolicy: "userVerificationOptional" } })',
  },
  '37. attestation: none': { call: 'create({ attestation: "none" })' },
  '37. attestation: indirect': { call: 'create({ attestation: "indirect" })' },
  '37. attestation: direct': { call: 'create({ attestation: "direct" })' },
  '37. attestation: enterprise': { call: 'create({ attestation: "enterprise" })' },
  '37. attestation formats that nobody knows': {
    call: 'create({ attestation: "direct", attestationFormats: ["later"] })',
  },
  '38. the public key of a registration': {
    call: `create().then(async ({ response }) => (await crypto.subtle.importKey('spki', response.getPublicKey(), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])).type)`,
  },
  '39. the user handle where no key was named': { call: 'withKey(() => get())' },
  '39. the signature is over what came': {
    call: `withKey(async (key) => {
      const { response } = await get({ allowCredentials: [cred(key.rawId)] });
      const verifier = await crypto.subtle.importKey('spki', key.response.getPublicKey(), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', response.clientDataJSON));
      const signed = new Uint8Array([...new Uint8Array(response.authenticatorData), ...hash]);
      const der = new Uint8Array(response.signature);
      const integer = (at) => [...der.slice(at + 2, at + 2 + der[at + 1])].slice(-32);
      const padded = (list) => [...Array(32 - list.length).fill(0), ...list];
      const raw = new Uint8Array([...padded(integer(2)), ...padded(integer(4 + der[3]))]);
      return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, verifier, raw, signed);
    })`,
  },
  '40. the attachment as it was registered': {
    call: `withKey(async (key) => {
      const again = await get({ allowCredentials: [cred(key.rawId)] });
      return [key.authenticatorAttachment, again.authenticatorAttachment];
    }, { authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'required' } })`,
  },
  '41. a member asked on another object is an illegal invocation': {
    call: 'withKey((key) => told(() => Promise.resolve(Reflect.get(PublicKeyCredential.prototype, "rawId", {}))))',
  },
  '41. what no page can write': {
    call: 'create().then((key) => { try { "use strict"; key.id = "x"; } catch {} return [key.id === "x", Object.isExtensible(key), key.toString === Object.prototype.toString]; })',
  },
  '42. JSON.stringify of a registration': {
    call: 'create().then((key) => Object.keys(JSON.parse(JSON.stringify(key)).response))',
  },
  '42. parseCreationOptionsFromJSON: its result goes to create': {
    call: `navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON({
      rp: { name: 'n' }, user: { id: 'BwcHBw', name: 'u', displayName: 'd' }, challenge: 'BwcHBwcHBwc', pubKeyCredParams: params(-7),
      excludeCredentials: [{ type: 'public-key', id: 'BwcHBw', transports: ['usb'] }], authenticatorSelection: { residentKey: 'required' },
      extensions: { prf: { eval: { first: 'Bw' } }, credProps: true }, hints: ['security-key'], attestation: 'none', timeout: 60000 }) })`,
  },
  '42. parseRequestOptionsFromJSON: its result goes to get': {
    call: `withKey((key) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
      challenge: 'BwcHBwcHBwc', rpId: 'login.a.example', allowCredentials: [{ type: 'public-key', id: key.id }], userVerification: 'preferred',
      extensions: { prf: { evalByCredential: { [key.id]: { first: 'Bw' } } } } }) }), { extensions: { prf: {} } })`,
  },
  '42. parseCreationOptionsFromJSON of what is no base64url': browsers(
    '{ try { PublicKeyCredential.parseCreationOptionsFromJSON({ challenge: "!" }); return Promise.resolve("parsed"); } catch (error) { return Promise.resolve([error.name, error.message]); } }',
  ),
  '43. store of a key': { call: 'withKey((key) => navigator.credentials.store(key))' },
  '43. store of nothing': browsers('navigator.credentials.store()'),
  '43. preventSilentAccess': { call: 'navigator.credentials.preventSilentAccess()' },
};

export const CASES: Record<string, Case> = { ...ENTRY, ...ORIGINS, ...OPTIONS, ...OUTPUTS };
