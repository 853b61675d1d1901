/** Calls with client extensions, and what a site asks before it calls; text for {@link COMPARING}. */
import { browsers, type Case } from './cases';

const made = (extensions: string, more = ''): Case => ({
  call: `create({ extensions: ${extensions}, ${more} })`,
});
const notMade = (extensions: string, more = ''): Case =>
  browsers(`create({ extensions: ${extensions}, ${more} })`);
const VERIFIED = "authenticatorSelection: { residentKey: 'required', userVerification: 'required' }";
/** A key with everything, and then a sign-in with it. */
const used = (extensions: string, list = '[cred(key.rawId)]'): Case => ({
  call: `withKey((key) => get({ allowCredentials: ${list}, extensions: ${extensions} }),
    { extensions: { prf: {}, largeBlob: { support: 'required' }, credBlob: bytes(5) } })`,
});
const notUsed = (extensions: string, list?: string): Case => ({
  ...used(extensions, list),
  isBrowsers: true,
});

export const EXTENSION_CASES: Record<string, Case> = {
  '44. an extension that nobody knows': made('{ later: true }'),
  '44. uvm': made('{ uvm: true }'),
  '45. prf at creation': made('{ prf: {} }'),
  '45. prf at creation, that is null': made('{ prf: null }'),
  '45. prf at creation, evaluated': made('{ prf: { eval: { first: bytes(3) } } }'),
  '45. prf at creation, evaluated twice': made('{ prf: { eval: { first: bytes(3), second: bytes(4) } } }'),
  '45. prf at creation, of no bytes': made('{ prf: { eval: { first: bytes(0) } } }'),
  '45. prf at creation, by credential': notMade('{ prf: { evalByCredential: {} } }'),
  '45. prf at creation, without its input': notMade('{ prf: { eval: {} } }'),
  '45. prf at sign-in': used('{ prf: { eval: { first: bytes(3) } } }'),
  '45. prf at sign-in, twice': used('{ prf: { eval: { first: bytes(3), second: bytes(4) } } }'),
  '45. prf at sign-in, without input': used('{ prf: {} }'),
  '45. prf at sign-in, by credential': used(
    '{ prf: { evalByCredential: { [key.id]: { first: bytes(1) } } } }',
  ),
  '45. prf at sign-in, by credential and for all': used(
    '{ prf: { eval: { first: bytes(1) }, evalByCredential: { [key.id]: { first: bytes(1), second: bytes(2) } } } }',
  ),
  '45. prf at sign-in, by no credential': used('{ prf: { evalByCredential: {} } }'),
  '45. prf at sign-in, for another credential in the list': used(
    '{ prf: { evalByCredential: { BwcH: { first: bytes(1) } } } }',
    '[cred(bytes(3)), cred(key.rawId)]',
  ),
  '45. prf at sign-in, by credential without a list': notUsed('{ prf: { evalByCredential: {} } }', '[]'),
  '45. prf at sign-in, for a credential that is not in the list': notUsed(
    '{ prf: { evalByCredential: { AAAA: { first: bytes(1) } } } }',
  ),
  '45. prf at sign-in, for an empty id': notUsed(
    '{ prf: { evalByCredential: { "": { first: bytes(1) } } } }',
  ),
  '45. prf at sign-in, for what is no id': notUsed(
    '{ prf: { evalByCredential: { "!": { first: bytes(1) } } } }',
  ),
  '45. prf gives the same at creation and at sign-in': {
    call: `withKey(async (key) => {
      const again = await get({ allowCredentials: [cred(key.rawId)], extensions: { prf: { evalByCredential: { [key.id]: { first: bytes(3) } } } } });
      const [one, other] = [key, again].map((it) => new Uint8Array(it.getClientExtensionResults().prf.results.first).join());
      return one === other;
    }, { extensions: { prf: { eval: { first: bytes(3) } } } })`,
  },
  '45. prf of a key that was made without': {
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId)], extensions: { prf: { eval: { first: bytes(3) } } } }))',
  },
  '46. credProps at creation': made('{ credProps: true }'),
  '46. credProps that are not wanted': made('{ credProps: false }'),
  '46. credProps at sign-in': notUsed('{ credProps: true }'),
  '46. credProps that are not wanted at sign-in': used('{ credProps: false }'),
  '47. largeBlob at creation: preferred': made('{ largeBlob: { support: "preferred" } }'),
  '47. largeBlob at creation: required': made('{ largeBlob: { support: "required" } }'),
  '47. largeBlob at creation: an unknown word': made('{ largeBlob: { support: "later" } }'),
  '47. largeBlob at creation: no word': made('{ largeBlob: {} }'),
  '47. largeBlob at creation: required of a key that need not be discoverable': made(
    '{ largeBlob: { support: "required" } }',
    'authenticatorSelection: { residentKey: "preferred" }',
  ),
  '47. largeBlob at creation: read': notMade('{ largeBlob: { read: true } }'),
  '47. largeBlob at creation: write': notMade('{ largeBlob: { write: bytes(1) } }'),
  '47. largeBlob at sign-in: support': notUsed('{ largeBlob: { support: "preferred" } }'),
  '47. largeBlob at sign-in: read of nothing': used('{ largeBlob: { read: true } }'),
  '47. largeBlob at sign-in: read of nothing, without a list': used('{ largeBlob: { read: true } }', '[]'),
  '47. largeBlob at sign-in: no read': used('{ largeBlob: { read: false } }'),
  '47. largeBlob at sign-in: write': used('{ largeBlob: { write: bytes(9) } }'),
  '47. largeBlob at sign-in: write of no bytes': used('{ largeBlob: { write: bytes(0) } }'),
  '47. largeBlob at sign-in: read and write': notUsed('{ largeBlob: { read: true, write: bytes(1) } }'),
  '47. largeBlob at sign-in: write without a list': notUsed('{ largeBlob: { write: bytes(1) } }', '[]'),
  '47. largeBlob at sign-in: write with two credentials': notUsed(
    '{ largeBlob: { write: bytes(1) } }',
    '[cred(key.rawId), cred(bytes(3))]',
  ),
  '47. largeBlob at sign-in: write of too much': notUsed('{ largeBlob: { write: bytes(2049) } }'),
  '47. largeBlob: what was written is read': {
    call: `withKey(async (key) => {
      const allowCredentials = [cred(key.rawId)];
      await get({ allowCredentials, extensions: { largeBlob: { write: bytes(9) } } });
      return get({ allowCredentials, extensions: { largeBlob: { read: true } } });
    }, { extensions: { largeBlob: { support: 'required' } } })`,
  },
  '48. appid at creation': notMade('{ appid: "https://login.a.example" }'),
  '48. appid that is the origin': used('{ appid: "https://login.a.example" }'),
  '48. appid that is empty': used('{ appid: "" }'),
  '48. appid of another site': used('{ appid: "https://b.example" }'),
  '48. appid that is no address': notUsed('{ appid: "x" }'),
  '48. appidExclude that is the origin': made('{ appidExclude: "https://login.a.example" }'),
  '48. appidExclude of another site': made('{ appidExclude: "https://b.example" }'),
  '48. appidExclude at sign-in': used('{ appidExclude: "https://login.a.example" }'),
  '49. credProtect: optional, for a key that must be discoverable': made(
    '{ credentialProtectionPolicy: "userVerificationOptional" }',
  ),
  '49. credProtect: optional with a list': made(
    '{ credentialProtectionPolicy: "userVerificationOptionalWithCredentialIDList" }',
  ),
  '49. credProtect: optional with a list, enforced': made(
    '{ credentialProtectionPolicy: "userVerificationOptionalWithCredentialIDList", enforceCredentialProtectionPolicy: true }',
  ),
  '49. credProtect: required, with a verified user': made(
    '{ credentialProtectionPolicy: "userVerificationRequired" }',
    VERIFIED,
  ),
  '49. credProtect: required and enforced, with a verified user': made(
    '{ credentialProtectionPolicy: "userVerificationRequired", enforceCredentialProtectionPolicy: true }',
    VERIFIED,
  ),
  '49. credProtect: required, with any user': notMade(
    '{ credentialProtectionPolicy: "userVerificationRequired" }',
  ),
  '49. credProtect: optional and enforced': notMade(
    '{ credentialProtectionPolicy: "userVerificationOptional", enforceCredentialProtectionPolicy: true }',
  ),
  '49. credProtect: optional, for a key that need not be discoverable': notMade(
    '{ credentialProtectionPolicy: "userVerificationOptional" }',
    'authenticatorSelection: { residentKey: "discouraged" }',
  ),
  '49. credProtect: a policy that there is not': notMade('{ credentialProtectionPolicy: "later" }'),
  '49. credProtect: no policy, enforced': notMade('{ enforceCredentialProtectionPolicy: true }'),
  '49. credProtect at sign-in': used(
    '{ credentialProtectionPolicy: "later", enforceCredentialProtectionPolicy: true }',
  ),
  '49. credBlob of 32 bytes': made('{ credBlob: bytes(32) }'),
  '49. credBlob of 33 bytes': made('{ credBlob: bytes(33) }'),
  '49. credBlob of no bytes': made('{ credBlob: bytes(0) }'),
  '49. credBlob is given back': used('{ getCredBlob: true }'),
  '49. credBlob is not asked for': used('{ getCredBlob: false }'),
  '49. credBlob where none was kept': {
    call: 'withKey((key) => get({ allowCredentials: [cred(key.rawId)], extensions: { getCredBlob: true } }))',
  },
  '49. minPinLength': made('{ minPinLength: true }'),
  '49. hmacCreateSecret': made('{ hmacCreateSecret: true }'),
  '49. hmacCreateSecret that is not wanted': made('{ hmacCreateSecret: false }'),
  '49. hmacCreateSecret and prf': made('{ hmacCreateSecret: true, prf: {} }'),
  '49. everything at once at creation': made(
    '{ credProps: true, prf: { eval: { first: bytes(3) } }, largeBlob: { support: "preferred" }, credBlob: bytes(3), minPinLength: true, hmacCreateSecret: true, appidExclude: "https://login.a.example" }',
  ),
  '49. everything at once at sign-in': used(
    '{ prf: { eval: { first: bytes(3) } }, largeBlob: { read: true }, getCredBlob: true, appid: "" }',
  ),
  '49. a payment is the browser’s': notMade('{ payment: { isPayment: true } }'),
  '50. remoteClientDataJSON changes nothing': made('{ remoteClientDataJSON: "{}" }'),
  '50. remoteDesktopClientOverride changes nothing': made(
    '{ remoteDesktopClientOverride: { origin: "https://b.example", sameOriginWithAncestors: true } }',
  ),
};

export const DISCOVERY_CASES: Record<string, Case> = {
  '51. conditional mediation is there': { call: 'PublicKeyCredential.isConditionalMediationAvailable()' },
  '52. a conditional get waits, without a key, until its page ends it': {
    where: 'page without key',
    call: 'get({ timeout: 100 }, { mediation: "conditional", signal: AbortSignal.timeout(1000) })',
    isBrowsers: true,
  },
  '52. a conditional get that names keys waits too': {
    where: 'page without key',
    call: 'get({ allowCredentials: [cred(bytes(16))] }, { mediation: "conditional", signal: AbortSignal.timeout(1000) })',
    isBrowsers: true,
  },
  '52. a conditional get with a wrong RP ID': {
    call: 'get({ rpId: "" }, { mediation: "conditional" })',
    isBrowsers: true,
  },
  '52. a conditional get that its page aborts at once': browsers(
    'get({}, { mediation: "conditional", signal: AbortSignal.abort("mine") })',
  ),
  '53. a conditional creation with a wrong RP ID': {
    call: 'create({ rp: { name: "n", id: "" } }, { mediation: "conditional" })',
  },
  '53. a creation with silent mediation, which is never without a question': browsers(
    'create({}, { mediation: "silent" })',
  ),
  '53. a get with silent mediation': { call: 'withKey(() => get({}, { mediation: "silent" }))' },
  '53. a get with required mediation': { call: 'withKey(() => get({}, { mediation: "required" }))' },
  '53. an immediate get': {
    call: 'withKey(() => get({}, { uiMode: "immediate" }))',
    isUnhurried: true,
  },
  '53. an immediate get that names keys': browsers(
    'withKey((key) => get({ allowCredentials: [cred(key.rawId)] }, { uiMode: "immediate" }))',
  ),
  '53. an immediate get beside forms': browsers('get({}, { uiMode: "immediate", mediation: "conditional" })'),
  '53. an active get': { call: 'withKey(() => get({}, { uiMode: "active" }))' },
  '54. what the client can do': { call: 'PublicKeyCredential.getClientCapabilities()' },
  '54. the names of what the client can do are in order': {
    call: 'PublicKeyCredential.getClientCapabilities().then(Object.keys).then((names) => names.join() === names.sort().join())',
  },
  '54. a platform authenticator that verifies its user is there': {
    call: 'PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()',
  },
  '54. the static functions stand where they stood': {
    call: `Promise.resolve(Object.entries(Object.getOwnPropertyDescriptors(PublicKeyCredential)).map(([name, { value, ...rest }]) =>
      [name, rest, typeof value === 'function' ? [value.name, value.length, 'prototype' in value, String(value)] : typeof value]))`,
  },
  '55. a signal of an unknown credential': {
    call: 'PublicKeyCredential.signalUnknownCredential({ rpId: "a.example", credentialId: "AAAA" })',
  },
  '55. a signal with what is no base64url': browsers(
    'PublicKeyCredential.signalUnknownCredential({ rpId: "a.example", credentialId: "!" })',
  ),
  '55. a signal for another site': browsers(
    'PublicKeyCredential.signalUnknownCredential({ rpId: "b.example", credentialId: "AAAA" })',
  ),
  '55. a signal of accepted credentials': {
    call: 'PublicKeyCredential.signalAllAcceptedCredentials({ rpId: "a.example", userId: "AAAA", allAcceptedCredentialIds: [] })',
  },
  '55. a signal of user details': {
    call: 'PublicKeyCredential.signalCurrentUserDetails({ rpId: "a.example", userId: "AAAA", name: "n", displayName: "d" })',
  },
  '56. hints only advise': { call: 'create({ hints: ["hybrid", "client-device", "security-key"] })' },
};
