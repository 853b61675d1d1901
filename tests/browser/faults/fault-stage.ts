/** A browser that can be ended or starved at any moment, with Xenon, its profile, and a site that makes keys. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, AnswerTo, FromUser } from '../../../extension/messages/from-user';
import { createVaultAndRemember, nextWindow } from '../../bench/approval-window';
import { type Browser, startBrowser } from '../../bench/browser';
import { evaluate, type PageSession } from '../../bench/evaluate';
import { type Site, startSite } from '../../bench/site';
import { stopWorkers } from '../../bench/workers';
import { DIST } from '../stage';
import { until } from '../until';
import {
  areStoresAlike,
  countRecords,
  makeKey,
  readSession,
  type Session,
  send,
  signIn,
  writeSession,
} from './in-page';

export const PASSPHRASE = 'correct horse battery staple';

export type Opened = { browser: Browser; own: PageSession; page: PageSession };

export class FaultStage {
  /** The names of the keys of which a page was told. */
  readonly told = new Set<string>();
  passphrase = PASSPHRASE;
  #running: Browser | undefined;

  private constructor(
    readonly profile: string,
    private readonly site: Site,
    private readonly address: string,
    private readonly session: Session,
    private readonly firstKey: string,
  ) {}

  /** Makes the vault and a first key, with *Don't ask again*, and ends the browser. */
  static async start(): Promise<FaultStage> {
    const profile = mkdtempSync(join(tmpdir(), 'xenon-faults-'));
    const site = await startSite();
    const browser = await startBrowser([DIST], profile);
    const { devtools } = browser;
    const page = { devtools, sessionId: await devtools.openPage(site.url('faults')) };
    const opening = nextWindow(devtools, '/approval/approval.html');
    const made = evaluate(page, makeKey, ['the first'], { userGesture: true });
    const window = await opening;
    await createVaultAndRemember(devtools, window, PASSPHRASE);
    const first = await made;
    assert.ok('id' in first);
    // What loads soonest of what is ours: it is there only to speak to the worker.
    const address = new URL('/manifest.json', window.url).href;
    const own = { devtools, sessionId: await devtools.openPage(address) };
    // A long run outlasts the time after which a vault that nobody uses is locked.
    await ask(own, { kind: 'set-auto-lock', after: 'never' });
    const session = await evaluate(own, readSession, []);
    await browser.close();
    const stage = new FaultStage(profile, site, address, session, first.id);
    stage.told.add('the first');
    return stage;
  }

  /** Starts the browser with the vault open again, as it was; a new worker finds it so. */
  async open(): Promise<Opened> {
    const opened = await this.openLocked();
    await this.#openVault(opened.own);
    return opened;
  }

  /** Starts the browser, and leaves the vault as any start finds it. */
  async openLocked(): Promise<Opened> {
    await this.#running?.kill();
    const browser = await startBrowser([DIST], this.profile);
    this.#running = browser;
    const { devtools } = browser;
    const own = { devtools, sessionId: await devtools.openPage(this.address) };
    const page = { devtools, sessionId: await devtools.openPage(this.site.url('faults')) };
    return { browser, own, page };
  }

  async #openVault(own: PageSession): Promise<void> {
    await evaluate(own, writeSession, [this.session]);
    // A worker that was just starting may have read the session before, and not have been there to be stopped.
    await until(async () => {
      await stopWorkers(own);
      return (await ask(own, { kind: 'vault-state' })).vault !== 'locked';
    }, 'the worker finds the vault open');
  }

  /** Those of which a page was told and which are not there. */
  async missing(own: PageSession): Promise<string[]> {
    assert.deepEqual(await ask(own, { kind: 'vault-state' }), { vault: 'unlocked' });
    const { keys } = await ask(own, { kind: 'all-keys' });
    const names = new Set(keys.map(({ userName }) => userName));
    return [...this.told].filter((name) => !names.has(name));
  }

  /** Unlocks by the passphrase, which compares the stores, and waits until they are the same. */
  async assertWhole(own: PageSession): Promise<void> {
    await ask(own, { kind: 'lock' });
    await ask(own, { kind: 'unlock', passphrase: this.passphrase });
    await until(() => evaluate(own, areStoresAlike, []), 'the stores are alike');
    assert.deepEqual(await this.missing(own), []);
    await this.#openVault(own);
  }

  /** Unlocks, and waits until both stores have the keys of which a page was told, and nothing else. */
  async assertNothingElse(own: PageSession): Promise<void> {
    await ask(own, { kind: 'lock' });
    await ask(own, { kind: 'unlock', passphrase: this.passphrase });
    const isSwept = async () => (await evaluate(own, countRecords, [])) === this.told.size;
    await until(isSwept, 'nothing else is there');
    assert.ok(await evaluate(own, areStoresAlike, []), 'the stores are alike');
    assert.deepEqual(await this.missing(own), []);
  }

  /** Whether a passphrase is the vault's; from then on it is the stage's. */
  async isPassphrase(own: PageSession, passphrase: string): Promise<boolean> {
    const answer = (await evaluate(own, send, [{ kind: 'unlock', passphrase }])) as Answer<unknown>;
    if (answer.ok) this.passphrase = passphrase;
    else assert.equal(answer.problem, 'wrong-passphrase');
    return answer.ok;
  }

  /** Asks for a key as a page does that the user has just clicked in; gives the error's name, or nothing. */
  async make({ page }: Opened, name: string): Promise<string | undefined> {
    const made = await evaluate(page, makeKey, [name], { userGesture: true });
    if ('error' in made) return made.error;
    this.told.add(name);
    return undefined;
  }

  /** Signs in with the first key; gives the error's name, or nothing. */
  signIn({ page }: Opened): Promise<string | undefined> {
    return evaluate(page, signIn, [this.firstKey], { userGesture: true });
  }

  async close(): Promise<void> {
    await this.#running?.kill();
    this.site.close();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Asks the worker for what must succeed. */
export async function ask<K extends FromUser['kind']>(
  own: PageSession,
  command: Extract<FromUser, { kind: K }>,
): Promise<AnswerTo[K]> {
  const answer = (await evaluate(own, send, [command])) as Answer<AnswerTo[K]>;
  assert.ok(answer.ok, `${command.kind}: ${answer.ok ? '' : answer.problem}`);
  return answer.value;
}
