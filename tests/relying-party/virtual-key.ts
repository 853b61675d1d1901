import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';

/** Chromium without a window; `CHROMIUM` names another one than the system's. */
export function launchChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Chromium's own authenticator, plugged into one page. */
export type VirtualKey = { session: CDPSession; authenticatorId: string };

/** Opens a page that has a key which approves everything by itself. */
export async function pageWithKey(context: BrowserContext): Promise<{ page: Page; key: VirtualKey }> {
  const page = await context.newPage();
  // Chrome refuses keys to a page without focus.
  await page.bringToFront();
  const session = await context.newCDPSession(page);
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
  return { page, key: { session, authenticatorId } };
}

/** Lets the key refuse, or do again, what it is asked to verify the user for. */
export async function setUserVerified(
  { session, authenticatorId }: VirtualKey,
  isUserVerified: boolean,
): Promise<void> {
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
}
