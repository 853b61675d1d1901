/** Sites on which Xenon stays out of the way, by what was chosen in the popup and in the options. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Frame, Locator, Page } from 'playwright-core';
import { approve, closed, openWindows, windowOpenedBy } from './approval';
import { type Answer, type Hosts, startHosts } from './hosts/hosts';
import { CREATION, call, outcomeOf, REQUEST } from './page-calls';
import { assertAccessible } from './pages/judges';
import { openPopup } from './popup';
import { openStage, type Stage } from './stage';
import { plugInKey } from './virtual-key';

const SITE = 'https://paused.example';
const OTHER = 'https://other.example';

/** The first script asks whether there is an authenticator of the platform: this browser has none, Xenon is one. */
const EARLY = `<script>globalThis.early = PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()</script>`;
const html =
  (body = ''): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>page</title>${EARLY}${body}`);
  };
const ALLOW = 'allow="publickey-credentials-get; publickey-credentials-create"';
const FRAMES = `<iframe name="about:blank"></iframe><iframe name="srcdoc" srcdoc="<p>srcdoc"></iframe>
  <iframe name="other site" src="${OTHER}/" ${ALLOW}></iframe>`;

const answers = new Map<string, Answer>([
  ['paused.example/', html()],
  ['paused.example/frames', html(FRAMES)],
  ['www.paused.example/', html()],
  ['other.example/', html()],
  ['other.example/around', html(`<iframe name="paused" src="${SITE}/" ${ALLOW}></iframe>`)],
]);

const profile = mkdtempSync(join(tmpdir(), 'xenon-sites-'));
let stage: Stage;
let server: Hosts;

before(async () => {
  server = await startHosts(answers);
  stage = await openStage({ args: server.switches, profile });
  await stage.own.createVault();
});
after(async () => {
  await stage.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});
afterEach(async () => {
  await stage.closeTabs();
  const { ruled } = await stage.own.told({ kind: 'site-decisions' });
  for (const { host } of ruled) await stage.own.told({ kind: 'set-site-rule', site: host });
});

async function open(address: string): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(address);
  return page;
}

const early = (where: Page | Frame) => where.evaluate(() => (globalThis as { early?: boolean }).early);

/** Whether a key is made, and by whom; a key of the browser's is plugged in. */
async function madeBy(where: Page | Frame): Promise<'the browser' | 'Xenon'> {
  const page = 'frames' in where ? where : where.page();
  await plugInKey(page);
  await page.bringToFront();
  await call(where, 'create', CREATION);
  const window = () => openWindows(stage.context)[0];
  const settled = outcomeOf(where).then((outcome) => {
    assert.ok('credential' in outcome, JSON.stringify(outcome));
    return 'the browser' as const;
  });
  const asked = (async () => {
    while (!window()) await page.waitForTimeout(50);
    return 'Xenon' as const;
  })();
  const who = await Promise.race([settled, asked]);
  if (who === 'Xenon') settled.catch(() => undefined);
  await Promise.all(openWindows(stage.context).map((one) => one.close()));
  return who;
}

/** Goes there by Tab alone, and presses Enter. */
async function pressed(page: Page, button: Locator): Promise<void> {
  await button.waitFor();
  const hasFocus = () => button.evaluate((node) => node === document.activeElement);
  for (let tabs = 0; tabs < 40 && !(await hasFocus()); tabs += 1) await page.keyboard.press('Tab');
  assert.ok(await hasFocus(), 'reached by keyboard');
  await page.keyboard.press('Enter');
}

function frame(page: Page, name: string): Frame {
  const found = page.frame({ name });
  assert.ok(found, name);
  return found;
}

describe('Pause on this site', () => {
  test('counts at once, and Resume brings Xenon back, by keyboard', async () => {
    const page = await open(`${SITE}/`);
    assert.equal(await madeBy(page), 'Xenon');
    const popup = await openPopup(stage, page);
    await popup.getByText('Xenon is active in this page.').waitFor();
    await pressed(popup, popup.getByRole('button', { name: 'Pause on this site' }));
    await popup.getByText('Xenon is paused on this site.').waitFor();
    const resume = popup.getByRole('button', { name: 'Resume on this site' });
    await resume.and(popup.locator(':focus')).waitFor();
    assert.equal(await madeBy(page), 'the browser');
    await popup.bringToFront();
    await popup.keyboard.press('Enter');
    await popup.getByText('Xenon is active in this page.').waitFor();
    assert.equal(await madeBy(page), 'Xenon');
  });

  test('a page of it is as without Xenon from its very first script, and after Resume needs a reload', async () => {
    const before = await open(`${SITE}/`);
    assert.equal(await early(before), true);
    await before.close();
    await stage.own.told({ kind: 'set-site-rule', site: SITE, rule: 'paused' });
    const page = await open(`${SITE}/frames`);
    assert.equal(await early(page), false);
    assert.equal(await madeBy(page), 'the browser');
    await stage.own.told({ kind: 'set-site-rule', site: SITE });
    const popup = await openPopup(stage, page);
    await popup.getByText('Xenon is not in this page yet.').waitFor();
    await popup.getByRole('button', { name: 'Reload the page' }).click();
    await page.waitForFunction(() => (globalThis as { early?: Promise<boolean> }).early);
    assert.equal(await early(page), true);
  });

  for (const name of ['about:blank', 'srcdoc', 'other site']) {
    test(`counts for its frames: ${name}`, async () => {
      await stage.own.told({ kind: 'set-site-rule', site: 'paused.example', rule: 'paused' });
      const page = await open(`${SITE}/frames`);
      await frame(page, name).waitForLoadState();
      assert.equal(await madeBy(frame(page, name)), 'the browser');
    });
  }

  test('counts for a frame of it in a page of another site, and not for that page', async () => {
    await stage.own.told({ kind: 'set-site-rule', site: 'paused.example', rule: 'paused' });
    const page = await open(`${OTHER}/around`);
    assert.equal(await early(page), true);
    await frame(page, 'paused').waitForLoadState();
    assert.equal(await early(frame(page, 'paused')), false);
    assert.equal(await madeBy(page), 'Xenon');
  });

  test('does not count for subdomains', async () => {
    await stage.own.told({ kind: 'set-site-rule', site: 'paused.example', rule: 'paused' });
    assert.equal(await early(await open('https://www.paused.example/')), true);
  });

  test('takes what waits to the browser', async () => {
    const page = await open(`${SITE}/`);
    await plugInKey(page);
    const window = await windowOpenedBy(stage.context, () => call(page, 'create', CREATION));
    await stage.own.told({ kind: 'set-site-rule', site: 'paused.example', rule: 'paused' });
    await closed(window);
    await page.bringToFront();
    assert.ok('credential' in (await outcomeOf(page)));
  });

  test('is not forgotten by a stopped worker', async () => {
    await stage.own.told({ kind: 'set-site-rule', site: 'paused.example', rule: 'browser' });
    const page = await open(`${SITE}/`);
    await stage.own.stopWorker();
    assert.equal(await madeBy(page), 'the browser');
    const popup = await openPopup(stage, page);
    await popup.getByText('The requests of this site always go to the browser.').waitFor();
    await popup.getByRole('button', { name: 'Use Xenon on this site' }).waitFor();
  });
});

describe('The section of sites', () => {
  async function openSites(): Promise<Page> {
    const page = await open(`chrome-extension://${stage.browser.extensionId}/options/options.html#sites`);
    await page.getByRole('heading', { name: 'Sites', level: 1 }).waitFor();
    return page;
  }

  test('takes sites that are typed, refuses what is none, and lets each go, by keyboard', async () => {
    const page = await openSites();
    await page.getByText('No site is paused.').waitFor();
    const field = page.getByRole('textbox', { name: 'Site to pause' });
    await field.focus();
    await page.keyboard.type('not a site');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'This is not the name of a site.' }).waitFor();
    await assertAccessible(page, 'no site');
    await field.fill('https://Paused.example/login');
    await field.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Xenon is paused on paused.example.' }).waitFor();
    const other = page.getByRole('textbox', { name: 'Site to leave to the browser' });
    await other.fill('other.example');
    await other.press('Enter');
    const list = page.getByRole('list', { name: 'Always use the browser' });
    await list.getByText('other.example').waitFor();
    assert.equal(await early(await open(`${SITE}/`)), false);
    assert.equal(await early(await open(`${OTHER}/`)), false);
    await page.bringToFront();
    await pressed(page, page.getByRole('button', { name: 'Resume on paused.example' }));
    await page.getByText('No site is paused.').waitFor();
    await pressed(page, list.getByRole('button', { name: 'Remove other.example' }));
    await page.getByText('There is no such site.').waitFor();
    assert.equal(await early(await open(`${OTHER}/`)), true);
  });

  test('shows a standing approval with its end, keeps it until the browser closes, and ends it', async () => {
    const page = await open(`${SITE}/`);
    const window = await windowOpenedBy(stage.context, async () => {
      await page.mouse.click(5, 5);
      await call(page, 'create', { ...CREATION, authenticatorSelection: { residentKey: 'required' } });
    });
    await window.getByLabel("Don't ask again on this site for 3 hours").check();
    await approve(window);
    await closed(window);
    const sites = await openSites();
    const list = sites.getByRole('list', { name: 'Not asked again' });
    assert.match(await list.innerText(), /paused\.example\s+Ends: \d/);
    await pressed(
      sites,
      list.getByRole('button', { name: 'paused.example: do not ask until the browser closes' }),
    );
    await list.getByText('Ends: When the browser closes').waitFor();
    await stage.own.stopWorker();
    await page.bringToFront();
    await page.mouse.click(5, 5);
    await call(page, 'get', REQUEST);
    assert.ok('credential' in (await outcomeOf(page)));
    assert.deepEqual(openWindows(stage.context), []);
    await sites.bringToFront();
    await pressed(sites, list.getByRole('button', { name: 'paused.example: ask again' }));
    await sites.getByText('None. The approval window offers it.').waitFor();
    await page.bringToFront();
    await page.mouse.click(5, 5);
    const asked = await windowOpenedBy(stage.context, () => call(page, 'get', REQUEST));
    await asked.close();
  });
});

test('a page that is busy with itself keeps nobody from the popup', async () => {
  const page = await stage.open('/blank');
  const popup = await openPopup(stage, page);
  await popup.getByText('Xenon is active in this page.').waitFor();
  const busy = page.evaluate(() => {
    for (;;);
  });
  busy.catch(() => undefined);
  await popup.reload();
  await popup.getByRole('heading', { name: /^Keys for/ }).waitFor({ timeout: 10_000 });
  await popup.close();
  await page.close();
});

test('rules outlive the browser', async () => {
  await stage.own.told({ kind: 'set-site-rule', site: 'paused.example', rule: 'paused' });
  await stage.close();
  stage = await openStage({ args: server.switches, profile });
  const page = await open(`${SITE}/`);
  assert.equal(await madeBy(page), 'the browser');
  await stage.own.told({ kind: 'site-decisions' });
  await stage.own.page.waitForFunction(
    async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1,
  );
  assert.equal(await early(await open(`${SITE}/`)), false);
});
