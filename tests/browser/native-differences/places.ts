/** The same pages in two browsers: one with Xenon, one without. */
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { isApproval, PASSPHRASE } from '../approval';
import type { Answer } from '../hosts/hosts';
import { BUILT_IN, plugInKey, type VirtualKey } from '../virtual-key';
import type { Case, Where } from './cases';
import { COMPARING, PAGE } from './page-script';

export const SITE = 'https://login.a.example/';
const FRAMES = 'https://top.a.example/';
const INSECURE = 'http://plain.test/';

const ALLOW = 'publickey-credentials-get; publickey-credentials-create';
const framed = (name: string, attributes: string) =>
  `<iframe name="${name}" src="${SITE}" ${attributes}></iframe>`;
const FRAMES_PAGE = `<!doctype html><title>frames</title>${[
  framed('frame', `allow="${ALLOW}"`),
  framed('frame without permission', ''),
  framed('sandboxed frame', `allow="${ALLOW}" sandbox="allow-scripts"`),
].join('')}`;

const html =
  (body: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(body);
  };

export const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['login.a.example/', html(PAGE)],
  ['top.a.example/', html(FRAMES_PAGE)],
  [
    'related.example/.well-known/webauthn',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ origins: ['https://login.a.example'] }));
    },
  ],
]);

/** One browser's pages, each with a key of the browser's own. */
export type Places = {
  /** What the call came to, as {@link COMPARING} tells it. */
  tell(one: Case): Promise<unknown>;
  /** The ids of the browser's own keys. */
  browsersKeys(): Promise<string[]>;
  forgetKeys(): Promise<void>;
};

/** At the exclusive door without keys: the browser prefers a virtual one to any extension. */
export async function openPlaces(context: BrowserContext, plugIn: PlugIn = plugInBuiltIn): Promise<Places> {
  const open = async (address: string) => {
    const page = await context.newPage();
    await page.goto(address);
    return page;
  };
  await context.route(`${INSECURE}**`, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  const site = await open(SITE);
  site.on('popup', (popup) => void plugIn(popup).catch(() => undefined));
  const frames = await open(FRAMES);
  const keys = [await plugIn(site), await plugIn(frames)].filter((key) => key !== undefined);
  const pages: Partial<Record<Where, Page>> = {
    page: site,
    'page without key': await open(SITE),
    'insecure page': await open(INSECURE),
  };
  return {
    async tell({ call, where = 'page', isUnanswered }) {
      const page = pages[where] ?? frames;
      await page.bringToFront();
      const told = await toldBy(targetIn(page, where), call, isUnanswered ? 4_000 : 12_000);
      if (told === 'pending') await page.reload();
      return told;
    },
    browsersKeys: async () => (await Promise.all(keys.map((key) => key.credentialIds()))).flat(),
    forgetKeys: async () => {
      await Promise.all(keys.map((key) => key.forgetAll()));
    },
  };
}

/** What a page has of the browser's own, beside Xenon. */
type PlugIn = (page: Page) => Promise<VirtualKey | undefined>;

const plugInBuiltIn: PlugIn = (page) => plugInKey(page, BUILT_IN);

export const plugInNothing: PlugIn = async () => undefined;

function targetIn(page: Page, where: Where): Page | Frame {
  return page.frames().find((frame) => frame.name() === where) ?? page;
}

/** A block may wait; an expression must give its promise at once. */
async function toldBy(target: Page | Frame, call: string, patience: number): Promise<unknown> {
  const asked = call.startsWith('{') ? `async () => ${call}` : `() => ${call}`;
  const late = `new Promise((done) => setTimeout(done, ${patience}, 'pending'))`;
  const isThere = await target.evaluate('typeof told === "function"');
  if (!isThere) await target.evaluate(COMPARING);
  return target.evaluate(`Promise.race([told(${asked}), ${late}])`);
}

/** Says yes in every approval window, as the person who sits there, with the passphrase where it is asked for. */
export function agreeToEverything(context: BrowserContext): void {
  context.on('page', (page) => {
    void agree(page).catch(() => undefined);
  });
}

async function agree(page: Page): Promise<void> {
  await page.waitForURL((url) => url.pathname !== 'blank');
  if (!isApproval(page)) return;
  const approve = page.getByRole('button', { name: /^Approve/ });
  await approve.waitFor();
  const isBlocked = (await approve.getAttribute('aria-describedby')) !== null;
  if (isBlocked) {
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Verify' }).click();
  }
  const remember = page.getByLabel("Don't ask again on this site for 3 hours");
  if (await remember.isVisible()) await remember.check();
  await approve.click();
}
