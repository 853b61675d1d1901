/** The browser's own functions, as a page has them that has kept them: nothing of Xenon is in a frame just made. */
import type { Page } from 'playwright-core';

/** From now on the page calls the browser's own functions. */
export async function goAroundThePageDoor(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const realm = frame.contentWindow as unknown as typeof globalThis;
    const { create, get } = realm.CredentialsContainer.prototype;
    const { isUserVerifyingPlatformAuthenticatorAvailable } = realm.PublicKeyCredential;
    Object.assign(CredentialsContainer.prototype, { create, get });
    Object.assign(PublicKeyCredential, { isUserVerifyingPlatformAuthenticatorAvailable });
  });
}

/**
 * The name of the error with which a conditional sign-in ends in such a page: `NotAllowedError` at once where an
 * extension stands in the exclusive door, `TimeoutError` where the browser has waited for it.
 */
export function endOfConditional(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const publicKey = { challenge: new Uint8Array(16) };
    const options = { publicKey, mediation: 'conditional', signal: AbortSignal.timeout(1_000) } as const;
    return navigator.credentials.get(options).then(
      () => 'none',
      ({ name }: Error) => name,
    );
  });
}
