/**
 * Everyone around the worker, as they behave in Chrome: a page that asks, its content script that asks
 * again when its line was cut, the approval window that connects again, and a user who decides.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { SiteOutcome } from '../../extension/messages/from-site';
import type { Answer, ApprovalView, FromUser } from '../../extension/messages/from-user';
import { type FakeChrome, FakePort, installChrome } from './fake-chrome';
import { type Stop, StoppableWorker } from './stoppable-worker';

export type Decision = 'approve' | 'deny' | 'use-another-device' | 'close';

type Heard = SiteOutcome & { requestId: string };

const OWN_PAGE = { id: 'xenon', origin: 'chrome-extension://xenon' };
const TAB = { id: 7, windowId: 3, url: 'https://login.example.com/' } as chrome.tabs.Tab;

export class WorkerStory {
  readonly browser: FakeChrome = installChrome();
  readonly worker: StoppableWorker;
  readonly requestId = crypto.randomUUID().replaceAll('-', '');
  readonly documentId: string = crypto.randomUUID();
  /** Every answer that reached the page, also repeated ones. */
  readonly answers: SiteOutcome[] = [];
  readonly views: ApprovalView[] = [];
  #site: FakePort | undefined;
  #approval: FakePort | undefined;
  #request: object | undefined;
  #isWindowOver = false;
  #isDeciding = false;

  constructor(
    private readonly decision: Decision,
    stop?: Stop,
  ) {
    this.worker = new StoppableWorker(this.browser, stop, () => this.#cut());
    this.browser.documents.add(this.documentId);
    this.browser.onOpened.addListener((id, url) => void this.#follow(id, url.slice(url.indexOf('#') + 1)));
    const { sendMessage } = this.browser.api.tabs;
    this.browser.api.tabs.sendMessage = async (tabId, message, to) => {
      const sent = await sendMessage(tabId, message, to);
      this.#hear(message as Heard);
      return sent;
    };
  }

  /** The page asks. */
  async ask(request: object): Promise<void> {
    const report = { userActive: true, ancestorOrigins: [] };
    this.#request = { ...request, ...report, requestId: this.requestId };
    await this.#say(this.#request);
  }

  /** Resolves when nothing has happened for a while. */
  async rest(): Promise<void> {
    let quiet = 0;
    for (let before = -1; quiet < 40; quiet += 1) {
      for (let count = 0; count < 10; count += 1) await turn();
      await new Promise((resolve) => setTimeout(resolve, 1));
      const now = this.worker.steps + this.answers.length + this.views.length;
      if (now !== before) quiet = 0;
      before = now;
    }
  }

  /** A command from a page of the extension, which sends it again if its answer got lost. */
  async command(command: FromUser): Promise<Answer<unknown> | undefined> {
    return (await this.#send(command)) ?? (await this.#send(command));
  }

  async #send(command: FromUser): Promise<Answer<unknown> | undefined> {
    await this.worker.wake();
    const answer = new Promise<Answer<unknown>>((resolve) => {
      const respond = (value: unknown) => resolve(value as Answer<unknown>);
      this.browser.onMessage.emit(structuredClone(command), OWN_PAGE, respond);
    });
    return Promise.race([answer, this.worker.death]).catch(() => undefined);
  }

  /** The content script speaks over its line, which it opens when it is needed. */
  async #say(message: object): Promise<void> {
    await this.worker.wake();
    this.#site ??= this.#connect('site', {
      id: 'xenon',
      origin: 'https://login.example.com',
      documentId: this.documentId,
      documentLifecycle: 'active',
      frameId: 0,
      tab: TAB,
    });
    this.#site.say(message);
  }

  #connect(name: string, sender: chrome.runtime.MessageSender): FakePort {
    const port = new FakePort(name, sender);
    port.postMessage = (message) => {
      if (!port.isOpen) return;
      if (name === 'site') this.#hear(message as Heard);
      else this.#look(message as ApprovalView);
    };
    this.browser.onConnect.emit(port.asPort());
    return port;
  }

  #hear(message: Heard): void {
    if (!('outcome' in message)) return;
    const { requestId: _, ...outcome } = message;
    this.answers.push(structuredClone(outcome));
    const isCredential = outcome.outcome === 'created' || outcome.outcome === 'signed';
    const isNew = this.#request !== undefined;
    this.#request = undefined;
    if (isNew || !isCredential) void this.#say({ kind: 'settled', requestId: this.requestId });
  }

  /** The window asks what to show, and asks again whenever its line was cut. */
  async #follow(id: number, ceremony: string): Promise<void> {
    await turn();
    await this.worker.wake();
    if (this.#isWindowOver || !this.browser.windows.has(id)) return;
    const tab = { id: 8, windowId: id } as chrome.tabs.Tab;
    this.#approval = this.#connect(`approval:${ceremony}`, { ...OWN_PAGE, tab });
    this.#approval.onDisconnect.addListener(() => void this.#follow(id, ceremony));
  }

  #look(view: ApprovalView): void {
    if (this.#isWindowOver) return;
    this.views.push(structuredClone(view));
    if (view.show === 'question') void this.#decide();
    if (view.show !== 'success' && view.show !== 'ended') return;
    this.#isWindowOver = true;
    if (view.show === 'success') setImmediate(() => void this.#closeWindows());
  }

  async #closeWindows(): Promise<void> {
    for (const id of this.browser.windows.keys()) {
      await this.worker.wake();
      if (this.browser.windows.has(id)) this.browser.closeWindow(id);
    }
  }

  /** The alarms that are still set come. */
  async deadline(): Promise<void> {
    for (const name of [...this.browser.alarms.keys()]) {
      this.browser.alarms.delete(name);
      await this.worker.wake();
      this.browser.onAlarm.emit({ name });
    }
    await this.rest();
  }

  async #decide(): Promise<void> {
    const [[id, url] = []] = [...this.browser.windows];
    if (this.#isDeciding || id === undefined || url === undefined) return;
    this.#isDeciding = true;
    const ceremony = url.slice(url.indexOf('#') + 1);
    if (this.decision === 'close') await this.#closeWindows();
    else if (this.decision === 'approve') await this.command({ kind: 'approve', ceremony, remember: false });
    else await this.command({ kind: this.decision, ceremony });
    this.#isDeciding = false;
  }

  /** The worker was stopped: Chrome cuts its lines, and whoever still needs one opens it again. */
  #cut(): void {
    const [site, approval] = [this.#site, this.#approval];
    this.#site = undefined;
    this.#approval = undefined;
    if (site) site.isOpen = false;
    if (this.#request && site) void this.#say(this.#request);
    approval?.close();
  }
}
