/** The worker's own source under a fake Chrome, with pages that ask and a user who answers. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Mediation, SiteOutcome } from '../../extension/messages/from-site';
import type { Answer, AnswerTo, FromUser, SiteOverview } from '../../extension/messages/from-user';
import { type FakeChrome, FakePort, installChrome } from './fake-chrome';

export const PASSPHRASE = 'correct horse battery staple';
const ORIGIN = 'https://login.example.com';

const OWN_PAGE = { id: 'xenon', origin: 'chrome-extension://xenon' };

export const CREATION = {
  rp: { id: 'example.com', name: 'Example' },
  user: { id: 'dXNlcg', name: 'alice', displayName: 'Alice' },
  challenge: 'Y2hhbGxlbmdl',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  excludeCredentials: [] as object[],
  authenticatorSelection: { residentKey: 'required' } as object,
  hints: [],
  attestationFormats: [],
  extensions: {},
};
export const REQUEST = {
  challenge: 'YWdhaW4',
  rpId: 'example.com',
  allowCredentials: [] as object[],
  hints: [],
  extensions: {},
};

type Asked = { mediation?: Mediation; userActive?: boolean };

export type Outcome = SiteOutcome & { requestId: string };

/** A document of a site, as its content script speaks for it. */
export class SitePage {
  readonly documentId = crypto.randomUUID();
  #port: FakePort | undefined;

  constructor(
    private readonly chromium: FakeChrome,
    readonly tabId: number,
    private readonly origin: string,
    private readonly incognito = false,
  ) {
    chromium.documents.add(this.documentId);
    chromium.tabUrls.set(tabId, `${origin}/`);
  }

  /** Asks, and gives the id of the request. */
  ask(
    kind: 'create' | 'get',
    options: object,
    { mediation = 'modal', userActive = true }: Asked = {},
  ): string {
    const requestId = crypto.randomUUID().replaceAll('-', '');
    this.say({ kind, requestId, mediation, options, userActive, ancestorOrigins: [] });
    return requestId;
  }

  say(message: object): void {
    this.#port ??= this.#connect();
    this.#port.say(message);
  }

  /** What came of a request; waits for it. */
  async outcome(requestId: string): Promise<Outcome> {
    return until(() => this.#heard().find((one) => one.requestId === requestId), 'an answer');
  }

  async answerTo(...asked: Parameters<SitePage['ask']>): Promise<Outcome> {
    const outcome = await this.outcome(this.ask(...asked));
    this.say({ kind: 'settled', requestId: outcome.requestId });
    return outcome;
  }

  isWaiting(requestId: string): boolean {
    return !this.#heard().some((one) => one.requestId === requestId);
  }

  leave(): void {
    this.chromium.documents.delete(this.documentId);
    this.#port?.close();
  }

  #heard(): Outcome[] {
    const sent = this.chromium.sent.filter(({ documentId }) => documentId === this.documentId);
    return [...(this.#port?.heard ?? []), ...sent.map(({ message }) => message)] as Outcome[];
  }

  #connect(): FakePort {
    const { documentId, origin, incognito } = this;
    const tab = { id: this.tabId, windowId: 3, url: `${origin}/`, incognito } as chrome.tabs.Tab;
    const sender = { id: 'xenon', documentLifecycle: 'active', frameId: 0, origin, documentId, tab } as const;
    const port = new FakePort('site', sender);
    this.chromium.onConnect.emit(port.asPort());
    return port;
  }
}

export class WorkerStage {
  #lastTab = 10;

  constructor(readonly chromium: FakeChrome) {}

  open(origin = ORIGIN): SitePage {
    this.#lastTab += 1;
    return new SitePage(this.chromium, this.#lastTab, origin);
  }

  /** In a private window. */
  openPrivate(): SitePage {
    this.#lastTab += 1;
    return new SitePage(this.chromium, this.#lastTab, ORIGIN, true);
  }

  ask<Command extends FromUser>(command: Command): Promise<Answer<AnswerTo[Command['kind']]>> {
    return new Promise((resolve) => {
      this.chromium.onMessage.emit(structuredClone(command), OWN_PAGE, resolve as (answer: unknown) => void);
    });
  }

  /** Asks for what must succeed. */
  async told<Command extends FromUser>(command: Command): Promise<AnswerTo[Command['kind']]> {
    const answer = await this.ask(command);
    if (!answer.ok) throw new Error(`${command.kind}: ${answer.problem}`);
    return answer.value;
  }

  overview({ tabId }: SitePage): Promise<SiteOverview> {
    return this.told({ kind: 'site-overview', tabId });
  }

  /** The ceremony whose window has just opened; waits for it. */
  async window(): Promise<string> {
    const url = await until(() => [...this.chromium.windows.values()].at(-1), 'a window');
    return url.slice(url.indexOf('#') + 1);
  }

  /** Asks for something, approves it in its window, and closes that. */
  async approved(page: SitePage, ...asked: Parameters<SitePage['ask']>): Promise<Outcome> {
    const requestId = page.ask(...asked);
    const ceremony = await this.window();
    await this.told({ kind: 'approve', ceremony, remember: false });
    const outcome = await page.outcome(requestId);
    this.closeWindows();
    page.say({ kind: 'settled', requestId });
    await pause(20);
    return outcome;
  }

  closeWindows(): void {
    for (const id of [...this.chromium.windows.keys()]) this.chromium.closeWindow(id);
  }
}

/** One for each test file: the worker's modules are loaded once. */
export async function startWorker(): Promise<WorkerStage> {
  const stage = new WorkerStage(installChrome());
  await import('../../extension/service-worker/worker');
  return stage;
}

export async function until<T>(look: () => T | undefined, what: string): Promise<T> {
  for (let time = 0; time < 1_000; time += 1) {
    const found = look();
    if (found !== undefined) return found;
    await pause(5);
  }
  throw new Error(`${what} did not come`);
}

/** The flags byte of an answer. */
export function flagsOf(outcome: Outcome): number {
  if (!('credential' in outcome)) throw new Error(`no credential: ${JSON.stringify(outcome)}`);
  const { response } = outcome.credential as { response: { authenticatorData: string } };
  return Buffer.from(response.authenticatorData, 'base64url')[32] ?? 0;
}
