/** Calls with every member of the options; text for {@link COMPARING}. */
import { browsers, type Case } from './cases';

export const OPTION_CASES: Record<string, Case> = {
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
    isUnanswered: true,
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
