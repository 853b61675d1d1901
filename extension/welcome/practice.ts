/**
 * A site for practice: this page registers a key and signs in with it as any site does, through the same two
 * scripts, and checks the signature as a server would.
 *
 * Its RP ID is the extension's own identifier, as Chromium gives to extensions.
 */

/** Ed25519: WebCrypto takes its signatures as they are. */
const ED25519 = -8;

export type PracticeKey = { credentialId: BufferSource; publicKey: CryptoKey };

/** Asks for a key, as a site that wants a second factor. */
export async function register(): Promise<PracticeKey> {
  const created = (await navigator.credentials.create({
    publicKey: {
      rp: { id: location.hostname, name: 'Xenon' },
      user: { id: new TextEncoder().encode('practice'), name: 'you', displayName: '' },
      challenge: randomChallenge(),
      pubKeyCredParams: [{ type: 'public-key', alg: ED25519 }],
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
    },
  })) as PublicKeyCredential;
  const spki = (created.response as AuthenticatorAttestationResponse).getPublicKey();
  if (!spki) throw new Error('no public key');
  const publicKey = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
  return { credentialId: created.rawId, publicKey };
}

/** Signs in with that key; tells whether the signature is its own, over what was asked. */
export async function signIn({ credentialId, publicKey }: PracticeKey): Promise<boolean> {
  const challenge = randomChallenge();
  const answered = (await navigator.credentials.get({
    publicKey: {
      rpId: location.hostname,
      challenge,
      allowCredentials: [{ type: 'public-key', id: credentialId }],
      userVerification: 'discouraged',
    },
  })) as PublicKeyCredential;
  const { clientDataJSON, authenticatorData, signature } =
    answered.response as AuthenticatorAssertionResponse;
  const signed = await withHash(authenticatorData, clientDataJSON);
  return (
    isAnswerTo(challenge, clientDataJSON) && crypto.subtle.verify('Ed25519', publicKey, signature, signed)
  );
}

function randomChallenge(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion, steps 11 to 13. */
function isAnswerTo(challenge: Uint8Array, clientDataJSON: ArrayBuffer): boolean {
  const said = JSON.parse(new TextDecoder().decode(clientDataJSON));
  const asked = challenge.toBase64({ alphabet: 'base64url', omitPadding: true });
  return said.type === 'webauthn.get' && said.challenge === asked && said.origin === location.origin;
}

/** What an authenticator signs: its data, then the hash of the client data. */
async function withHash(authenticatorData: ArrayBuffer, clientDataJSON: ArrayBuffer): Promise<BufferSource> {
  const hash = await crypto.subtle.digest('SHA-256', clientDataJSON);
  return new Blob([authenticatorData, hash]).arrayBuffer();
}
