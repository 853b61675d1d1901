/**
 * What the browser would let this very frame do. Where it lets it not, it says so itself, in its own
 * words. Cross-origin frames are told apart by https://www.w3.org/TR/webauthn-3/#sctn-createCredential
 * step 2.
 */
import { makesKey } from '../messages/ceremony-kind';
import type { KeyCall, U2fCall } from '../messages/from-site';

/** Chromium's way to ask for the Permissions Policy of this very frame. */
type PolicyOfFrame = { featurePolicy?: { allowsFeature(feature: string): boolean } };

/** U2F is let do what WebAuthn is. */
export function isPermitted(request: KeyCall | U2fCall): boolean {
  const { featurePolicy } = document as PolicyOfFrame;
  const feature = makesKey(request.kind) ? 'create' : 'get';
  if (featurePolicy?.allowsFeature(`publickey-credentials-${feature}`) === false) return false;
  if (feature === 'get' || !isCrossOrigin()) return true;
  const isConditional = request.kind === 'create' && request.mediation === 'conditional';
  return !isConditional && navigator.userActivation.isActive;
}

/**
 * Takes from a cross-origin frame the user's act for which a key was made in it, as the browser does.
 *
 * Only the browser can; it does so before it looks at the RP ID, which it then refuses without asking
 * anybody.
 */
export async function spendUserActivation({ kind }: KeyCall | U2fCall): Promise<void> {
  if (!makesKey(kind) || !isCrossOrigin()) return;
  const bytes = new Uint8Array(1);
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { id: '', name: '' },
    user: { id: bytes, name: '', displayName: '' },
    challenge: bytes,
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  };
  // This world has the browser's own function, whatever the page has done to its one.
  await navigator.credentials.create({ publicKey }).catch(() => undefined);
}

/** An opaque origin is the same as no other, though all are written `null`. */
function isCrossOrigin(): boolean {
  return [...location.ancestorOrigins].some((ancestor) => ancestor === 'null' || ancestor !== origin);
}
