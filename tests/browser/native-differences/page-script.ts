/**
 * What a page of the comparison can call, and how it tells what a call came to: everything that a site
 * can see of it but the bytes that are random. Text for a page.
 */
export const COMPARING = `
const bytes = (size, value = 7) => new Uint8Array(size).fill(value);
const text = (buffer) => new TextDecoder().decode(buffer);
const cred = (id, more) => ({ type: 'public-key', id, ...more });
const params = (...algorithms) => algorithms.map((alg) => ({ type: 'public-key', alg }));
const creation = (changes) => ({ rp: { name: 'n' }, user: { id: bytes(4), name: 'u', displayName: 'd' }, challenge: bytes(8),
  pubKeyCredParams: params(-7, -257), authenticatorSelection: { residentKey: 'required' }, ...changes });
const request = (changes) => ({ challenge: bytes(8), ...changes });
const create = (changes, options) => navigator.credentials.create({ publicKey: creation(changes), ...options });
const get = (changes, options) => navigator.credentials.get({ publicKey: request(changes), ...options });
const withKey = async (then, changes) => then(await create(changes));

async function told(call) {
  try {
    const promise = call();
    if (!(promise instanceof Promise)) return { notAPromise: seen(promise) };
    const value = await promise;
    return value instanceof PublicKeyCredential ? credentialSeen(value) : { value: seen(value) };
  } catch (error) {
    return errorSeen(error);
  }
}
function errorSeen(error) {
  if (!(error instanceof Error)) return { thrown: seen(error) };
  return { error: error.name, message: error.message, type: error.constructor.name, code: error.code,
    isOfPage: Object.getPrototypeOf(error) === globalThis[error.constructor.name].prototype,
    showsExtension: String(error.stack).includes('chrome-extension') };
}
function seen(value) {
  if (value instanceof ArrayBuffer) return value.byteLength > 128 ? 'a large buffer' : 'buffer of ' + value.byteLength;
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : value;
  if (Array.isArray(value)) return value.map(seen);
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isPlain ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, seen(inner)])) : String(value);
}
function jsonSeen(value) {
  if (typeof value === 'string') return value.length > 24 ? 'text' : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonSeen(inner)]));
}
function members(object) {
  const found = [];
  for (const name in object) found.push(name + ': ' + (object[name] instanceof ArrayBuffer ? 'buffer' : typeof object[name]));
  return found;
}
function credentialSeen(credential) {
  const { response } = credential;
  const results = credential.getClientExtensionResults();
  return {
    kind: String(credential), own: Reflect.ownKeys(credential).length, members: members(credential),
    isOfItsInterfaces: [PublicKeyCredential, Credential].every((owner) => credential instanceof owner),
    type: credential.type, isIdOfRawId: credential.id === credential.toJSON().rawId, isRawIdKept: credential.rawId === credential.rawId,
    authenticatorAttachment: credential.authenticatorAttachment,
    results: seen(results), order: [results, results.prf ?? {}, results.largeBlob ?? {}].map((all) => Object.keys(all).join()),
    areResultsAnew: results !== credential.getClientExtensionResults(),
    json: jsonSeen(JSON.parse(JSON.stringify(credential))),
    response: responseSeen(response),
  };
}
function responseSeen(response) {
  const isNew = 'attestationObject' in response;
  const data = new Uint8Array(isNew ? response.getAuthenticatorData() : response.authenticatorData);
  const clientData = JSON.parse(text(response.clientDataJSON).replace(/,"other_keys_can_be_added_here":"[^"]*"/, ''));
  return {
    kind: String(response), own: Reflect.ownKeys(response).length, members: members(response),
    isOfItsInterface: response instanceof (isNew ? AuthenticatorAttestationResponse : AuthenticatorAssertionResponse),
    clientData, flags: flagsOf(data[32]), rpIdHash: data.slice(0, 4).join(), counter: new DataView(data.buffer).getUint32(33) > 0 ? 'counts' : 'zero',
    ...(isNew ? registrationSeen(response) : { userHandle: seen(response.userHandle), signature: new Uint8Array(response.signature)[0] }),
  };
}
function flagsOf(byte) {
  const bits = { UP: 1, UV: 4, BE: 8, BS: 16, AT: 64, ED: 128 };
  return Object.fromEntries(Object.entries(bits).map(([name, bit]) => [name, (byte & bit) !== 0]));
}
function registrationSeen(response) {
  const attestation = text(response.attestationObject);
  return {
    algorithm: response.getPublicKeyAlgorithm(), publicKey: response.getPublicKey()?.byteLength,
    transports: response.getTransports(), format: /packed|fido-u2f|none/.exec(attestation)?.[0],
  };
}
`;

export const PAGE = `<!doctype html><meta charset="utf-8"><title>page</title><script>${COMPARING}</script>`;
