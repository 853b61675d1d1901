/** Takes pictures of one size each, whatever the machine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export type Camera = {
  /** A site's page, or a full page of the extension. */
  page(name: string, page: Page): Promise<void>;
  /** The approval window, light and dark, once its button of this name can be pressed. */
  window(name: string, window: Page, button: RegExp): Promise<void>;
  /** The toolbar popup, as large as Chromium makes it: as its content. */
  popup(name: string, popup: Page): Promise<void>;
};

type Frame = { width: number; height: number; scale: number };

const PAGE = { width: 1000, height: 620, scale: 1 };
/** Small text deserves a finer grid. */
const FINE = 1.5;
/** The inside of a window of 420 by 680. */
const WINDOW = { width: 420, height: 648, scale: FINE };

export function cameraFor(folder: string): Camera {
  const take = async (name: string, page: Page, frame: Frame) =>
    writeFileSync(join(folder, `${name}.png`), await picture(page, frame));
  return {
    async page(name, page) {
      await page.setViewportSize(PAGE);
      await take(name, page, PAGE);
    },
    async window(name, window, button) {
      await window.setViewportSize(WINDOW);
      await canBePressed(window, button);
      await take(name, window, WINDOW);
      await window.emulateMedia({ colorScheme: 'dark' });
      await canBePressed(window, button);
      await take(`${name}-dark`, window, WINDOW);
      await window.emulateMedia({ colorScheme: 'light' });
    },
    async popup(name, popup) {
      const { width, height } = await popup.evaluate(() => document.body.getBoundingClientRect());
      await take(name, popup, { width: Math.ceil(width), height: Math.ceil(height), scale: FINE });
    },
  };
}

/** Playwright's own pictures have the scale of the whole browser. */
async function picture(page: Page, { width, height, scale }: Frame): Promise<Buffer> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height, scale };
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** Each change of the window's size disarms the button again. */
async function canBePressed(window: Page, button: RegExp): Promise<void> {
  await window.getByRole('button', { name: button }).click({ trial: true });
  await window.evaluate(() => scrollTo(0, 0));
}
