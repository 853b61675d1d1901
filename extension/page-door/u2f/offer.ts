/** Gives the page U2F, wherever the browser would let it use WebAuthn. */
import { dataProperty, defineProperty, get } from '../captured';
import type { Channel } from '../channel';
import { renewApi, tried, u2fApi } from './api';
import { type AskU2f, openU2fDesk } from './desk';
import { offerFramePort } from './frame-port';
import { offerRuntime } from './runtime';

/** Chromium's way to ask for the Permissions Policy of this very frame. */
type PolicyOfFrame = { featurePolicy?: { allowsFeature(feature: string): boolean } };

export function offerU2f(channel: Channel): void {
  if (!isAllowed()) return;
  const ask = openU2fDesk(channel);
  offerApi(ask);
  offerRuntime(ask);
  offerFramePort(ask);
}

/** A page that was open before has an object of its own, or that of a door whose extension has gone. */
function offerApi(ask: AskU2f): void {
  // As a page's own `var u2f` would be: it can be read, replaced and deleted.
  if (!('u2f' in globalThis)) defineProperty(globalThis, 'u2f', dataProperty(u2fApi(ask)));
  else tried(() => renewApi(get(globalThis, 'u2f'), ask));
}

/** A policy is fixed when a document is made. An opaque origin could not be anybody's. */
function isAllowed(): boolean {
  const { featurePolicy } = document as PolicyOfFrame;
  const allows = (feature: string) =>
    featurePolicy?.allowsFeature(`publickey-credentials-${feature}`) ?? true;
  return origin !== 'null' && (allows('get') || allows('create'));
}
