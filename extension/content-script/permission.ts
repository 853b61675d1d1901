/** Chromium's way to ask for the Permissions Policy of this very frame. */
type PolicyOfFrame = { featurePolicy?: { allowsFeature(feature: string): boolean } };

/** Whether the browser would let this frame use WebAuthn. If not, it gives its own error. */
export function isPermitted(kind: 'create' | 'get'): boolean {
  const { featurePolicy } = document as PolicyOfFrame;
  return featurePolicy?.allowsFeature(`publickey-credentials-${kind}`) ?? true;
}
