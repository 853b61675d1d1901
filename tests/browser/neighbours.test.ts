/** Other extensions that answer in the browser's place are noticed, and Xenon itself is not taken for one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, type Hosts, startHosts } from './hosts/hosts';
import { assertAccessible } from './pages/judges';
import { openPopup } from './popup';
import { DIST, openStage, type Stage } from './stage';

const EARLY = 'tests/browser/neighbours/early';
const LATE = 'tests/browser/neighbours/late';
const EXTENSION = 'Another extension also answers passkey requests in this page.';
const SOMEBODY = 'Something else has taken over passkey requests in this page';

const html =
  (body: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>page</title>${body}`);
  };
const answers = new Map<string, Answer>([
  ['alone.example/', html('')],
  [
    'alone.example/own-code',
    html('<script>navigator.credentials.create = function create() { return Promise.reject(); }</script>'),
  ],
  [
    'alone.example/wrapper',
    html(`<script>const { get } = CredentialsContainer.prototype;
      CredentialsContainer.prototype.get = function (...given) { return get.apply(this, given); };</script>`),
  ],
]);

let server: Hosts;
before(async () => {
  server = await startHosts(answers);
});
after(() => server.close());

/** `loaded` are extensions, in the order in which Chromium loads them. */
async function withExtensions(loaded: string[], act: (stage: Stage) => Promise<void>): Promise<void> {
  const list = loaded.join(',');
  const switches = [`--disable-extensions-except=${list}`, `--load-extension=${list}`];
  const stage = await openStage({ args: [...server.switches, ...switches] });
  try {
    await stage.own.createVault();
    await act(stage);
  } finally {
    await stage.close();
  }
}

async function noticed(stage: Stage, address: string): Promise<'extension' | 'somebody' | 'nobody'> {
  const page = await stage.context.newPage();
  await page.goto(address);
  const popup = await openPopup(stage, page);
  await popup.getByText('Xenon is active in this page.').waitFor();
  await assertAccessible(popup, address);
  const isShown = (words: string) => popup.getByText(words).isVisible();
  const others = (await isShown(SOMEBODY)) ? 'somebody' : 'nobody';
  const who = (await isShown(EXTENSION)) ? 'extension' : others;
  if (who !== 'nobody') {
    const link = popup.getByRole('link', { name: 'Choose who answers' });
    assert.match((await link.getAttribute('href')) ?? '', /options\.html#advanced$/);
  }
  await popup.close();
  await page.close();
  return who;
}

test('Xenon alone takes nobody for another, and a page’s own code for somebody', async () => {
  await withExtensions([DIST], async (stage) => {
    assert.equal(await noticed(stage, 'https://alone.example/'), 'nobody');
    assert.equal(await noticed(stage, 'https://alone.example/own-code'), 'somebody');
    assert.equal(await noticed(stage, 'https://alone.example/wrapper'), 'somebody');
  });
});

/** Which of two extensions comes first is Chromium's to decide. */
test('an extension that takes over before the page is there is noticed', async () => {
  await withExtensions([EARLY, DIST], async (stage) => {
    assert.notEqual(await noticed(stage, 'https://taken.example/'), 'nobody');
    assert.equal(await noticed(stage, 'https://alone.example/'), 'nobody', 'where it is not');
  });
});

test('an extension that takes over when the page is there cannot be told from the page', async () => {
  await withExtensions([LATE, DIST], async (stage) => {
    assert.equal(await noticed(stage, 'https://taken.example/'), 'somebody');
  });
});

test('Xenon that was reloaded does not take its own old door for another extension', async () => {
  await withExtensions([DIST], async (stage) => {
    const page = await stage.context.newPage();
    await page.goto('https://alone.example/');
    const { extensionId } = stage.browser;
    const desk = await stage.context.newPage();
    await desk.goto('chrome://extensions');
    await desk.evaluate(`chrome.developerPrivate.reload('${extensionId}', { failQuietly: true })`);
    const own = await stage.context.newPage();
    await own.goto(`chrome-extension://${extensionId}/popup/popup.html`).catch(() => undefined);
    const popup = async () => {
      await page.bringToFront();
      return openPopup(stage, page);
    };
    for (let time = 0; time < 50; time += 1) {
      const shown = await (await popup()).locator('.this-page').innerText();
      if (shown.startsWith('Xenon is active')) break;
      await page.waitForTimeout(100);
    }
    const last = await popup();
    await last.getByText('Xenon is active in this page.').waitFor();
    assert.equal(await last.getByText(EXTENSION).count(), 0);
    assert.equal(await last.getByText(SOMEBODY).count(), 0);
  });
});
