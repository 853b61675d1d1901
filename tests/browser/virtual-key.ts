/** Chromium's own authenticator, which stands for every other device that a person may have. */
import type { Page } from 'playwright-core';

export type VirtualKey = {
  /** The ids of the credentials in it, in base64url. */
  credentialIds(): Promise<string[]>;
};

/** Plugs one in for one page: it answers the browser's own functions at once. */
export async function plugInKey(page: Page): Promise<VirtualKey> {
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
    },
  });
  return {
    async credentialIds() {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ credentialId }) => Buffer.from(credentialId, 'base64').toString('base64url'));
    },
  };
}
