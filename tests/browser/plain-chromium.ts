/** Chromium without Xenon, to compare with in the same run. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export type PlainChromium = {
  open(address: string): Promise<Page>;
  newContext(): Promise<BrowserContext>;
  close(): Promise<void>;
};

export async function launchPlain(args: string[] = []): Promise<PlainChromium> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.XENON_CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    chromiumSandbox: false,
    args: ['--headless=new', '--disable-gpu', '--disable-background-networking', '--disable-sync', ...args],
  });
  return {
    async open(address) {
      const page = await browser.newPage();
      await page.goto(address);
      return page;
    },
    newContext: () => browser.newContext(),
    close: () => browser.close(),
  };
}
