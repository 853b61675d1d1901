/** Gives the page U2F, wherever the browser would let it use WebAuthn. */
import { dataProperty, defineProperty } from '../captured';
import type { Channel } from '../channel';
import { u2fApi } from './api';
import { openU2fDesk } from './desk';
import { offerFramePort } from './frame-port';
import { offerRuntime } from './runtime';

/** Chromium's way to ask for the Permissions Policy of this very frame. */
type PolicyOfFrame = { featurePolicy?: { allowsFeature(feature: string): boolean } };

export function offerU2f(channel: Channel): void {
  if (!isAllowed() || 'u2f' in globalThis) return;
  const ask = openU2fDesk(channel);
  // As a page's own `var u2f` would be: it can be read, replaced and deleted.
  defineProperty(globalThis, 'u2f', dataProperty(u2fApi(ask)));
  offerRuntime(ask);
  offerFramePort(ask);
}

/** A policy is fixed when a document is made. An opaque origin could not be anybody's. */
function isAllowed(): boolean {
  const { featurePolicy } = document as PolicyOfFrame;
  const allows = (feature: string) =>
    featurePolicy?.allowsFeature(`publickey-credentials-${feature}`) ?? true;
  return origin !== 'null' && (allows('get') || allows('create'));
}
