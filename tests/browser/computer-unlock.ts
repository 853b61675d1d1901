/** Chromium's own platform authenticator with `prf`, as a computer that knows its user has one. */
import type { Page } from 'playwright-core';

export type Computer = {
  /** Whether the user shows finger or face, from now on. */
  verifies(isVerified: boolean): Promise<void>;
};

/** Gives it to one tab, wherever in the extension that tab goes. Its secrets cannot be moved to another. */
export async function giveComputerUnlock(page: Page): Promise<Computer> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable', {});
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async verifies(isUserVerified) {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
}
