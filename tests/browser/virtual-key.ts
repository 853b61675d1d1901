/** Chromium's own authenticator, which stands for every other device that a person may have. */
import type { Page } from 'playwright-core';

export type VirtualKey = {
  /** The ids of the credentials in it, in base64url. */
  credentialIds(): Promise<string[]>;
  /** It takes only a few discoverable ones. */
  forgetAll(): Promise<void>;
};

/** A key as they come built in, with every extension that Chromium can make one have. */
export const BUILT_IN = {
  ctap2Version: 'ctap2_1',
  transport: 'internal',
  hasLargeBlob: true,
  hasCredBlob: true,
  hasMinPinLength: true,
  hasPrf: true,
} as const;

/** Plugs one in for one page: it answers the browser's own functions at once. */
export async function plugInKey(page: Page, kind: Partial<typeof BUILT_IN> = {}): Promise<VirtualKey> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable', {});
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...kind,
    },
  });
  return {
    async credentialIds() {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ credentialId }) => Buffer.from(credentialId, 'base64').toString('base64url'));
    },
    async forgetAll() {
      await session.send('WebAuthn.clearCredentials', { authenticatorId });
    },
  };
}
