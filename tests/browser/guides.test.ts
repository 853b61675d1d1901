/** The guides to well-known sites, with a stand-in for the worker. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type LoadedChromium, launchWithExtension } from './chromium';
import { focused } from './pages/judges';
import { type Answers, commandsOf, openPage } from './pages/stand-in-worker';
import { guideStates, optionsStates } from './pages/states';
import { DIST } from './stage';

let browser: LoadedChromium;
before(async () => {
  browser = await launchWithExtension({ dist: DIST, headless: true });
});
after(() => browser.close());

const options = (hash: string, answers: Answers = {}) =>
  openPage(browser.context, `chrome-extension://${browser.extensionId}/options/options.html${hash}`, answers);
const guides = (name: string) => options('#guides', guideStates[name]);
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const guide = (page: Page, name: string) =>
  page.getByRole('group').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Moves the focus with Tab to where it has this text. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (words.test(reached)) return;
  }
  assert.fail(`Tab reaches nothing with ${words}`);
}

describe('the guides', () => {
  test('are a section of their own, with a guide for each site', async () => {
    const page = await options('', optionsStates.keys);
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Guides' }).click();
    await heading(page, 'Guides').waitFor();
    assert.equal(await page.title(), 'Guides');
    assert.equal(await focused(page), 'h1#guides');
    assert.deepEqual(await page.getByRole('heading', { level: 2 }).allTextContents(), [
      'AWS: IAM user',
      'AWS: root user',
      'GitHub',
      'Google',
      'Microsoft: personal account',
      'Microsoft: work or school account',
      'GitLab',
      'Cloudflare',
      'Dropbox',
      'npm',
      'PyPI',
      'Any other site',
    ]);
    await page.close();
  });

  test('say which sites have a key, and when it was used last', async () => {
    const page = await guides('some keys');
    await guide(page, 'GitHub').getByText('Keys: 1 · Last used 2 days ago', { exact: true }).waitFor();
    await guide(page, 'AWS: IAM user').getByText('Keys: 1 · Last used 2 hours ago').waitFor();
    await guide(page, 'Google').getByText('Keys: 1 · Not used yet').waitFor();
    await guide(page, 'npm').getByText('No key yet').waitFor();
    await page.close();
  });

  for (const state of ['no key', 'guides absent']) {
    test(`say that there is no key yet, ${state}`, async () => {
      const page = await guides(state);
      await guide(page, 'GitHub').getByText('No key yet').waitFor();
      assert.equal(await page.getByText('No key yet').count(), 11);
      assert.equal(await page.getByRole('status').filter({ hasText: /./ }).count(), 0);
      await page.close();
    });
  }

  test('can be read while the vault is locked, and ask for nothing', async () => {
    const page = await guides('guides locked');
    await page.getByRole('status').filter({ hasText: 'Xenon is locked' }).waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
    assert.equal(await page.getByText('No key yet').count(), 0);
    await heading(page, 'AWS: IAM user').click();
    const steps = guide(page, 'AWS: IAM user').getByRole('listitem');
    assert.equal(await steps.count(), 5);
    assert.match((await steps.nth(2).textContent()) ?? '', /choose Assign MFA device\.$/);
    assert.deepEqual(
      (await page.evaluate(() => standIn.sent)).map(({ kind }) => kind),
      ['vault-state'],
    );
    await page.close();
  });

  test('can be read when the keys cannot', async () => {
    const page = await guides('guides damaged');
    await page.getByRole('status').filter({ hasText: "Your keys can't be read" }).waitFor();
    await heading(page, 'GitHub').waitFor();
    await page.close();
  });

  test('unfold and lead on with the keyboard alone', async () => {
    const page = await guides('some keys');
    await guide(page, 'GitHub').getByText('Keys: 1').waitFor();
    await tabTo(page, /^GitHub/);
    await page.keyboard.press('Enter');
    await guide(page, 'GitHub').getByRole('list').waitFor();
    await tabTo(page, /^Open github\.com \(new tab\)$/);
    await tabTo(page, /^Google/);
    await page.keyboard.press('Space');
    await guide(page, 'Google').getByRole('list').waitFor();
    assert.deepEqual(await commandsOf(page), []);
    await page.close();
  });

  test("call a site's settings in its own words, in bold", async () => {
    const page = await guides('some keys');
    await heading(page, 'GitHub').click();
    const terms = guide(page, 'GitHub').getByRole('strong');
    assert.deepEqual((await terms.allTextContents()).slice(0, 4), [
      'Settings',
      'Password and authentication',
      'Passkeys',
      'Add a passkey',
    ]);
    assert.equal(await page.getByText('*').count(), 0);
    await page.close();
  });

  test('stay unfolded when what is known of the keys changes', async () => {
    const page = await guides('no key');
    await heading(page, 'GitHub').click();
    await page.evaluate((answers) => Object.assign(standIn.answers, answers), guideStates['some keys'] ?? {});
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await guide(page, 'GitHub').getByText('Keys: 1').waitFor();
    assert.equal(await guide(page, 'GitHub').getByRole('list').isVisible(), true);
    await page.close();
  });

  test('open the site in a new tab that does not learn where from', async () => {
    const page = await guides('some keys');
    await heading(page, 'GitHub').click();
    const link = page.getByRole('link', { name: 'Open github.com (new tab)', exact: true });
    assert.equal(await link.getAttribute('href'), 'https://github.com/settings/security');
    assert.equal(await link.getAttribute('target'), '_blank');
    assert.equal(await link.getAttribute('rel'), 'noreferrer');
    await page.close();
  });

  test('load nothing from the network', async () => {
    const page = await options('', guideStates['some keys']);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(page.url().replace(/#.*$/, ''));
    await page.evaluate(() => location.assign('#guides'));
    await heading(page, 'Guides').waitFor();
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    await page.waitForLoadState('networkidle');
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('chrome-extension:')),
      [],
    );
    await page.close();
  });

  for (const state of ['empty', 'absent']) {
    test(`are where the page of all keys leads who has none, ${state}`, async () => {
      const page = await options('#keys', optionsStates[state]);
      await page.getByRole('link', { name: /^How to add Xenon to AWS/ }).click();
      await heading(page, 'Guides').waitFor();
      assert.equal(await focused(page), 'h1#guides');
      await page.close();
    });
  }
});
