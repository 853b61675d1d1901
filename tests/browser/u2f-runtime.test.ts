/** `chrome.runtime` is there for one id, and is the browser's own wherever the browser gives one. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Hosts, startHosts } from './hosts/hosts';
import { DIST, openStage, type Stage } from './stage';

const OLD_EXTENSION = 'kmendfapggjehodndflmmgagdbamhnfd';
const NEIGHBOUR = 'tests/browser/u2f/neighbour-extension';
const NOBODY = 'Could not establish connection. Receiving end does not exist.';

let stage: Stage;
let server: Hosts;

before(async () => {
  server = await startHosts(new Map());
  const both = `${DIST},${realpathSync(NEIGHBOUR)}`;
  const loading = [`--disable-extensions-except=${both}`, `--load-extension=${both}`];
  stage = await openStage({ args: [...server.switches, ...loading] });
});
after(async () => {
  await stage.close();
  await server.close();
});
afterEach(() => stage.closeTabs());

async function openPage(host: string): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(`https://${host}/`);
  return page;
}

/** In the page: what comes back from an extension, by message and over a port. */
async function speakTo(id: string): Promise<Record<string, unknown>> {
  type Listeners = { addListener(listener: (message: unknown) => void): void };
  type Port = { onMessage: Listeners; onDisconnect: Listeners; postMessage(message: object): void };
  type Runtime = {
    lastError?: { message: string };
    connect(id: string): Port;
    sendMessage(id: string, message: object, done: (response: unknown) => void): void;
  };
  const { runtime } = (globalThis as unknown as { chrome: { runtime: Runtime } }).chrome;
  const message = { type: 'u2f_get_api_version_request', requestId: 7 };
  const sent = await new Promise((resolve) => {
    runtime.sendMessage(id, message, (response) => resolve(runtime.lastError?.message ?? response));
  });
  const overPort = await new Promise((resolve) => {
    const port = runtime.connect(id);
    port.onMessage.addListener(resolve);
    port.onDisconnect.addListener(() => resolve('disconnected'));
    port.postMessage(message);
  });
  return { sent, overPort, lastError: runtime.lastError };
}

const VERSION = {
  type: 'u2f_get_api_version_response',
  requestId: 7,
  responseData: { js_api_version: 1.1 },
};

test('the old extension answers, and no other seems to be there', async () => {
  const page = await openPage('www.site.example');
  const old = await page.evaluate(speakTo, OLD_EXTENSION);
  assert.deepEqual(old, { sent: VERSION, overPort: VERSION, lastError: undefined });
  for (const id of ['a'.repeat(32), stage.browser.extensionId]) {
    const other = await page.evaluate(speakTo, id);
    assert.deepEqual(other, { sent: NOBODY, overPort: 'disconnected', lastError: undefined });
  }
});

test('it offers nothing but that, and shows itself to no list of names', async () => {
  const page = await openPage('www.site.example');
  const names = await page.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome: { runtime: object } };
    return [Object.keys(chrome.runtime), Object.keys(chrome).includes('runtime')];
  });
  assert.deepEqual(names, [['lastError', 'connect', 'sendMessage'], false]);
});

test('where the browser gives the page its own, that one stays and the old extension answers too', async () => {
  const page = await openPage('www.neighbour.example');
  const id = createHash('sha256').update(realpathSync(NEIGHBOUR)).digest('hex').slice(0, 32);
  const neighbour = id.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  const heard = { heard: { type: 'u2f_get_api_version_request', requestId: 7 } };
  const real = await page.evaluate(speakTo, neighbour);
  assert.deepEqual(real, { sent: heard, overPort: heard, lastError: undefined });
  const old = await page.evaluate(speakTo, OLD_EXTENSION);
  assert.deepEqual(old, { sent: VERSION, overPort: VERSION, lastError: undefined });
});

test('U2F is offered where WebAuthn would be allowed, and nowhere else', async () => {
  const page = await openPage('www.site.example');
  const offered = await page.evaluate(async () => {
    const isOffered = async (attributes: Record<string, string>) => {
      const frame = document.createElement('iframe');
      for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
      const said = new Promise((resolve) =>
        addEventListener('message', ({ data }) => resolve(data), { once: true }),
      );
      const script = `<script>parent.postMessage(typeof u2f, '*')</script>`;
      if (!attributes.src) frame.srcdoc = script;
      document.body.append(frame);
      return said;
    };
    return {
      'a frame of the same site': await isOffered({}),
      'a frame without the permission': await isOffered({
        allow: "publickey-credentials-get 'none'; publickey-credentials-create 'none'",
      }),
      'a frame with one permission': await isOffered({ allow: "publickey-credentials-create 'none'" }),
      'a sandboxed frame': await isOffered({ sandbox: 'allow-scripts' }),
    };
  });
  assert.deepEqual(offered, {
    'a frame of the same site': 'object',
    'a frame without the permission': 'undefined',
    'a frame with one permission': 'object',
    'a sandboxed frame': 'undefined',
  });
});
