/**
 * The computer's own authenticator as a way into the vault. It verifies its user and evaluates a secret
 * with WebAuthn's `prf`. Its credential belongs to this extension; no site can ask for it, and the page
 * door does not stand in the extension's own pages.
 */
import type { OsEvaluated, WaysIn } from '../messages/from-user';
import { ask } from './worker-client';

/** Whether this computer can verify its user at all. */
export async function hasOsUnlock(): Promise<boolean> {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    // Without WebAuthn there is none.
    return false;
  }
}

/** Makes a credential and evaluates with it; nothing if the user declines or the computer cannot. */
export async function enrolOsUnlock(salt: string): Promise<OsEvaluated | 'declined' | 'no-prf'> {
  const created = await attempt(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(),
        rp: { name: 'Xenon' },
        user: { id: random(), name: 'Xenon', displayName: 'Xenon' },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'discouraged',
          userVerification: 'required',
        },
        extensions: { prf: { eval: { first: fromHex(salt) } } },
      },
    }),
  );
  if (!created) return 'declined';
  if (!created.getClientExtensionResults().prf?.enabled) return 'no-prf';
  const credentialId = toHex(created.rawId);
  // Some authenticators evaluate only when they sign.
  return evaluatedBy(created) ?? (await evaluateWithOs(salt, [credentialId])) ?? 'declined';
}

/** Asks the computer to verify its user; nothing if the user declines or it has none of the credentials. */
export async function evaluateWithOs(
  salt: string,
  credentialIds: string[],
): Promise<OsEvaluated | undefined> {
  const signed = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(),
        allowCredentials: credentialIds.map((id) => ({
          type: 'public-key',
          id: fromHex(id),
          transports: ['internal'],
        })),
        userVerification: 'required',
        extensions: { prf: { eval: { first: fromHex(salt) } } },
      },
    }),
  );
  return signed && evaluatedBy(signed);
}

/** The same for a vault that knows which authenticators it has. */
export function evaluateFor({ osSalt, osUnlocks }: WaysIn): Promise<OsEvaluated | undefined> {
  return evaluateWithOs(
    osSalt,
    osUnlocks.map(({ credentialId }) => credentialId),
  );
}

function evaluatedBy(credential: PublicKeyCredential): OsEvaluated | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!(first instanceof ArrayBuffer)) return undefined;
  return { credentialId: toHex(credential.rawId), prf: toHex(first) };
}

async function attempt(act: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  // What the worker cannot do about it, the browser says itself.
  await ask({ kind: 'let-browser-answer' });
  try {
    const credential = await act();
    return credential instanceof PublicKeyCredential ? credential : undefined;
  } catch {
    // A no, a time that ran out and an authenticator that is gone all look the same.
    return undefined;
  } finally {
    await ask({ kind: 'browser-has-answered' });
  }
}

/** Nobody checks these answers' signatures: what counts is the secret. */
function random(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}

function toHex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
