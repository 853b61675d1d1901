/** How to add a key to a site: read by anybody, with what the vault has for it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type LoadedChromium, launchWithExtension } from './chromium';
import { assertAccessible, complaintsOf } from './pages/judges';
import { type Answers, openPage } from './pages/stand-in-worker';
import { guideStates, keys } from './pages/states';
import { DIST } from './stage';

let browser: LoadedChromium;
before(async () => {
  browser = await launchWithExtension({ dist: DIST, headless: true });
});
after(() => browser.close());

async function open(answers: Answers | undefined, hash = '#guides'): Promise<Page> {
  const page = await openPage(
    browser.context,
    `chrome-extension://${browser.extensionId}/options/options.html${hash}`,
    answers,
  );
  await page.locator('[aria-busy=true]').filter({ visible: true }).waitFor({ state: 'detached' });
  return page;
}

const line = (page: Page, name: string) => page.locator('summary').filter({ hasText: name });

test('a guide opens by keyboard, and links to the setting in a new tab', async () => {
  const page = await open(guideStates['with keys']);
  const complaints = complaintsOf(page);
  await page.getByRole('heading', { level: 1, name: 'Guides' }).waitFor();
  await line(page, 'AWS, IAM user').press('Enter');
  const guide = page.locator('details[open]');
  assert.equal(await guide.getByRole('listitem').count(), 4);
  await guide.getByText('Assign MFA device', { exact: true }).waitFor();
  const link = guide.getByRole('link', { name: 'console.aws.amazon.com' });
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.equal(await link.getAttribute('rel'), 'noreferrer');
  await assertAccessible(page, 'an open guide');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the vault says where there is a key, and when it was last used', async () => {
  const page = await open({
    'vault-state': { ok: true, value: { vault: 'unlocked' } },
    'all-keys': {
      ok: true,
      value: {
        keys: [
          { ...keys[0], rpId: 'github.com', lastUsedAt: Date.now() - 3 * 86_400_000 },
          { ...keys[0], rpId: 'notgitlab.com' },
        ],
      },
    },
  });
  await line(page, 'GitHub').getByText('You have a key. Last used 3 days ago').waitFor();
  await line(page, 'GitLab').getByText('No key yet').waitFor();
  assert.equal(await line(page, 'Any other site').textContent(), 'Any other site');
  await page.close();
});

test('while locked they can be read, and say nothing of keys', async () => {
  const page = await open(guideStates.locked);
  await page.getByText('While Xenon is locked').waitFor();
  assert.equal(await page.getByText('No key yet').count(), 0);
  assert.equal(await page.locator('summary').count(), 11);
  await page.close();
});

test('who has no key yet is led to them', async () => {
  const page = await open(
    {
      'vault-state': { ok: true, value: { vault: 'unlocked' } },
      'all-keys': { ok: true, value: { keys: [] } },
      'deleted-keys': { ok: true, value: { deleted: [] } },
    },
    '',
  );
  await page.getByRole('link', { name: 'How to add a key to a site' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Guides' }).waitFor();
  await page.close();
});
