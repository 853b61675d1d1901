/** Chromium without Xenon, to compare with in the same run. */
import { type Browser, chromium, type Page } from 'playwright-core';

export type PlainChromium = {
  open(address: string): Promise<Page>;
  close(): Promise<void>;
};

export async function launchPlain(): Promise<PlainChromium> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.XENON_CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    chromiumSandbox: false,
    args: ['--headless=new', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  return {
    async open(address) {
      const page = await browser.newPage();
      await page.goto(address);
      return page;
    },
    close: () => browser.close(),
  };
}
