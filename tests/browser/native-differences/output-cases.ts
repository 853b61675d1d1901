/** Errors and outputs; text for {@link COMPARING}. */
import { browsers, type Case } from './cases';

export const OUTPUT_CASES: Record<string, Case> = {
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
