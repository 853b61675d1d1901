/** What must hold for every page in every state. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare const axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

/** No violation of any rule that axe knows, best practices included. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run());
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(found, [], what);
}

/** Nothing is cut off at the side: the page can be read and used at this width. */
export async function assertFits(page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isSeen = (node: Element) => !node.closest('.visually-hidden, bdi, thead, dialog:not([open])');
    return [...document.body.querySelectorAll('*')]
      .filter((node) => isSeen(node) && node.getBoundingClientRect().right > width + 0.5)
      .map((node) => node.outerHTML.slice(0, 120));
  });
  assert.deepEqual(beyond, [], what);
}

/** No words are cut off: what hides its overflow has none. Names that sites chose may be shortened. */
export async function assertNothingIsCut(page: Page, what: string): Promise<void> {
  const cut = await page.evaluate(() => {
    const isMeant = (node: Element) =>
      node.closest('.visually-hidden, bdi, span:has(bdi), svg, thead, dialog:not([open])');
    const hides = (node: Element) => {
      const { overflowX, overflowY, display } = getComputedStyle(node);
      return (
        display !== 'inline' && (overflowX !== 'visible' || overflowY !== 'visible' || node.matches('button'))
      );
    };
    const isCut = (node: Element) =>
      node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
    return [...document.body.querySelectorAll('*')]
      .filter((node) => !isMeant(node) && hides(node) && isCut(node))
      .map((node) => node.outerHTML.slice(0, 160));
  });
  assert.deepEqual(cut, [], what);
}

/** Collects what the browser complains about: a blocked style, an exception, a failed import. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

/** The name of the element that has the focus: its tag, and its id if it has one. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { tagName = '', id = '' } = document.activeElement ?? {};
    return id ? `${tagName.toLowerCase()}#${id}` : tagName.toLowerCase();
  });
}
