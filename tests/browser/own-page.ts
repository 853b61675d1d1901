/** One of Xenon's own pages: it may ask the worker what the popup and the options page may ask. */
import assert from 'node:assert/strict';
import type { CDPSession, Page } from 'playwright-core';
import type { Answer, AnswerTo, FromUser, KeySummary } from '../../extension/messages/from-user';
import { PASSPHRASE } from './approval';
import type { LoadedChromium } from './chromium';

export class OwnPage {
  constructor(
    readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  ask<Command extends FromUser>(command: Command): Promise<Answer<AnswerTo[Command['kind']]>> {
    return this.page.evaluate((asked) => chrome.runtime.sendMessage(asked), command);
  }

  /** Asks for what must succeed. */
  async told<Command extends FromUser>(command: Command): Promise<AnswerTo[Command['kind']]> {
    const answer = await this.ask(command);
    assert.ok(answer.ok, `${command.kind}: ${answer.ok ? '' : answer.problem}`);
    return answer.value;
  }

  async createVault(): Promise<void> {
    await this.told({ kind: 'create-vault', passphrase: PASSPHRASE });
  }

  async unlock(): Promise<void> {
    await this.told({ kind: 'unlock', passphrase: PASSPHRASE });
  }

  async lock(): Promise<void> {
    await this.told({ kind: 'lock' });
  }

  async keys(): Promise<KeySummary[]> {
    return (await this.told({ kind: 'all-keys' })).keys;
  }

  /** The tab that this page is in. */
  async tabId(): Promise<number> {
    const tab = await this.page.evaluate(() => chrome.tabs.getCurrent());
    return tab?.id ?? -1;
  }

  /** The names of the system's notifications of Xenon. */
  async notifications(): Promise<string[]> {
    const shown = await this.page.evaluate(
      () => new Promise<object>((done) => chrome.notifications.getAll(done)),
    );
    return Object.keys(shown);
  }

  async deleteAllKeys(): Promise<void> {
    for (const { key } of await this.keys()) await this.told({ kind: 'delete-key', key });
  }

  /** Does what Chrome does after 30 s without events. The next event starts a new worker. */
  async stopWorker(): Promise<void> {
    await this.devtools.send('ServiceWorker.stopAllWorkers');
  }

  /** Resolves when the next worker has started. */
  workerStarts(): Promise<void> {
    return new Promise((resolve) => {
      this.devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        if (versions.some(({ runningStatus }) => runningStatus === 'running')) resolve();
      });
    });
  }
}

export async function openOwnPage({ context, extensionId }: LoadedChromium): Promise<OwnPage> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options/options.html`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  return new OwnPage(page, devtools);
}
