import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';

/**
 * Refuses an answer that was made in another site's frame, unless that site was expected.
 *
 * The library checks this for a `get()` only where the client data names a top origin, and never for a
 * `create()`.
 */
export function refuseForeignFrame(clientDataJSON: string, expectedTopOrigin: string | undefined): void {
  const { crossOrigin, topOrigin } = decodeClientDataJSON(clientDataJSON);
  if (expectedTopOrigin === undefined) {
    if (crossOrigin !== false) throw new Error(`The client data says crossOrigin ${crossOrigin}.`);
    return;
  }
  if (crossOrigin !== true || topOrigin !== expectedTopOrigin) {
    throw new Error(`The client data names the top origin ${topOrigin}, expected ${expectedTopOrigin}.`);
  }
}
