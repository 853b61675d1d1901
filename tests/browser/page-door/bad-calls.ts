/** Calls that the browser answers in its own words, by what is wrong with them. Text for {@link PAGE_SCRIPT}. */
export const BAD_CALLS: Record<string, string> = {
  'create without options': 'navigator.credentials.create()',
  'create with a number': 'navigator.credentials.create(5)',
  'create with null': 'navigator.credentials.create(null)',
  'create of nothing': 'navigator.credentials.create({})',
  'get without options': 'navigator.credentials.get()',
  'get with a number': 'navigator.credentials.get(5)',
  'get of nothing': 'navigator.credentials.get({})',
  'null options': 'navigator.credentials.get({ publicKey: null })',
  'no creation members': 'navigator.credentials.create({ publicKey: {} })',
  'no request members': 'navigator.credentials.get({ publicKey: {} })',
  'no rp': 'create({ rp: undefined })',
  'no rp.name': 'create({ rp: { id: "localhost" } })',
  'no user.displayName': 'create({ user: { id: bytes(1), name: "u" } })',
  'no user.id': 'create({ user: { name: "u", displayName: "d" } })',
  'no parameters': 'create({ pubKeyCredParams: undefined })',
  'a parameter without alg': 'create({ pubKeyCredParams: [{ type: "public-key" }] })',
  'a descriptor without id': 'get({ allowCredentials: [{ type: "public-key" }] })',
  'a second kind of credential': 'create({}, { password: {} })',
  'a symbol as name': 'create({ rp: { name: Symbol("s") } })',
  'a name whose toString throws':
    'create({ rp: { name: { toString() { throw new RangeError("of the page"); } } } })',
  'a name that cannot become text': 'create({ rp: { name: Object.create(null) } })',
  'a getter that throws': 'create({ get challenge() { throw new RangeError("of the page"); } })',
  'an earlier wrong member wins over a getter that throws':
    'create({ challenge: 5, get user() { throw new RangeError("of the page"); } })',
  'options whose getter throws':
    'navigator.credentials.get({ get publicKey() { throw new RangeError("of the page"); } })',
  'an iterator that throws':
    'create({ pubKeyCredParams: { *[Symbol.iterator]() { throw new RangeError("of the page"); } } })',
  'a BigInt as timeout': 'create({ timeout: 5n })',
  'parameters that are no list': 'create({ pubKeyCredParams: {} })',
  'parameters that are text': 'create({ pubKeyCredParams: "public-key" })',
  'a list of numbers': 'create({ pubKeyCredParams: [1] })',
  'a challenge that is text': 'create({ challenge: "AAAA" })',
  'a challenge that is an array': 'get({ challenge: [1, 2, 3] })',
  'a shared buffer':
    'create({ challenge: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer })',
  'a view of a shared buffer':
    'create({ challenge: new Uint8Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer) })',
  'a resizable buffer': 'get({ challenge: new ArrayBuffer(8, { maxByteLength: 16 }) })',
  'a detached view':
    '{ const b = bytes(8); structuredClone(b, { transfer: [b.buffer] }); return create({ challenge: b }); }',
  'a detached buffer':
    '{ const b = bytes(8).buffer; structuredClone(b, { transfer: [b] }); return create({ challenge: b }); }',
  'a detached DataView':
    '{ const b = new DataView(new ArrayBuffer(8)); structuredClone(b, { transfer: [b.buffer] }); return create({ challenge: b }); }',
  'a detached user.id':
    '{ const b = bytes(8); structuredClone(b, { transfer: [b.buffer] }); return create({ user: { id: b, name: "u", displayName: "d" } }); }',
  'a user.id of 65 bytes': 'create({ user: { id: bytes(65), name: "u", displayName: "d" } })',
  'a user.id of no bytes': 'create({ user: { id: bytes(0), name: "u", displayName: "d" } })',
  'a challenge of 100 MB': 'create({ challenge: new Uint8Array(100 << 20) })',
  'a name of 10 MB': 'create({ rp: { name: "n".repeat(10 << 20) } })',
  '10,000 allowed credentials':
    'get({ allowCredentials: Array.from({ length: 10_000 }, () => ({ type: "public-key", id: bytes(16) })) })',
  '65 excluded credentials':
    'create({ excludeCredentials: Array.from({ length: 65 }, () => ({ type: "public-key", id: bytes(16) })) })',
  '65 allowed credentials from a generator that can run once':
    'get({ allowCredentials: (function* () { for (let i = 0; i < 65; i++) yield { type: "public-key", id: bytes(4) }; })() })',
  'an unknown mediation': 'get({}, { mediation: "zzz" })',
  'a signal that is none': 'get({}, { signal: {} })',
  'a null signal': 'create({}, { signal: null })',
  'a signal aborted with text': 'get({}, { signal: AbortSignal.abort("why") })',
  'a signal aborted with a RangeError': 'create({}, { signal: AbortSignal.abort(new RangeError("why")) })',
  'a signal aborted without a reason': 'create({}, { signal: AbortSignal.abort() })',
  'an aborted signal with an invalid user.id':
    'create({ user: { id: bytes(65), name: "u", displayName: "d" } }, { signal: AbortSignal.abort("why") })',
  'create of another object': 'CredentialsContainer.prototype.create.call({}, { publicKey: creation() })',
  'get of nothing at all': '{ const { get } = navigator.credentials; return get({ publicKey: request() }); }',
  'extensions that are a number': 'create({ extensions: 5 })',
  'prf that is a number': 'create({ extensions: { prf: 5 } })',
  'an extension whose getter throws':
    'get({ extensions: { get uvm() { throw new RangeError("of the page"); } } })',
  'largeBlob.read at creation': 'create({ extensions: { largeBlob: { read: true } } })',
  'prf.evalByCredential at creation': 'create({ extensions: { prf: { evalByCredential: {} } } })',
  'appid at creation': 'create({ extensions: { appid: "https://localhost" } })',
  'credProps at sign-in': 'get({ extensions: { credProps: true } })',
  'a policy that is enforced but not named':
    'create({ extensions: { enforceCredentialProtectionPolicy: true } })',
  'a policy that needs a verified user, without one':
    'create({ extensions: { credentialProtectionPolicy: "userVerificationRequired" } })',
  'a policy that only a discoverable key can keep':
    'create({ extensions: { credentialProtectionPolicy: "userVerificationOptional" } })',
  'a policy that there is not': 'create({ extensions: { credentialProtectionPolicy: "zzz" } })',
  'largeBlob.support at sign-in': 'get({ extensions: { largeBlob: { support: "preferred" } } })',
  'a blob for no credential': 'get({ extensions: { largeBlob: { write: bytes(1) } } })',
  'a blob to read and to write':
    'get({ allowCredentials: [{ type: "public-key", id: bytes(16) }], extensions: { largeBlob: { read: true, write: bytes(1) } } })',
  'a blob that is too large':
    'get({ allowCredentials: [{ type: "public-key", id: bytes(16) }], extensions: { largeBlob: { write: bytes(2049) } } })',
  'prf by credential without credentials':
    'get({ extensions: { prf: { evalByCredential: { AAAA: { first: bytes(1) } } } } })',
  'prf for another credential':
    'get({ allowCredentials: [{ type: "public-key", id: bytes(16) }], extensions: { prf: { evalByCredential: { AAAA: { first: bytes(1) } } } } })',
  'prf for a credential without id':
    'get({ allowCredentials: [{ type: "public-key", id: bytes(16) }], extensions: { prf: { evalByCredential: { "": { first: bytes(1) } } } } })',
  'prf for what is no id':
    'get({ allowCredentials: [{ type: "public-key", id: bytes(16) }], extensions: { prf: { evalByCredential: { "!": { first: bytes(1) } } } } })',
  'an AppID that is no address': 'get({ extensions: { appid: "x" } })',
  'an immediate sign-in that names credentials':
    'get({ allowCredentials: [{ type: "public-key", id: bytes(16) }] }, { uiMode: "immediate" })',
  'an immediate sign-in beside forms': 'get({}, { uiMode: "immediate", mediation: "conditional" })',
  'a uiMode that there is not': 'get({}, { uiMode: "zzz" })',
  'an empty list of types':
    'create({ pubKeyCredParams: [{ type: "unknown", alg: -7 }] }, { mediation: "silent" })',
  'authenticatorSelection that is text': 'create({ authenticatorSelection: "x" })',
};
