/**
 * Chromium's own debugging protocol over a pipe. Playwright would pause every new window and worker to
 * look into it, and that pause would be measured with them; nothing here attaches before it is asked to.
 */
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type TargetInfo = { targetId: string; type: string; url: string };
export type DevToolsEvent = { method: string; sessionId?: string; params: Record<string, unknown> };

type Answer = { id: number; result?: unknown; error?: { message: string } };
type Waiting = { resolve(result: unknown): void; reject(error: Error): void };

/** A conversation with one browser that was started with `--remote-debugging-pipe`. */
export class DevTools {
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(event: DevToolsEvent) => void>();
  #lastId = 0;
  #rest = '';
  #lastWords = '';

  constructor(browser: ChildProcess) {
    this.#input = browser.stdio[3] as Writable;
    const output = browser.stdio[4] as Readable;
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#read(text));
    // A browser that dies breaks its pipes; what that means is told when it has ended.
    for (const pipe of [this.#input, output]) pipe.on('error', () => undefined);
    browser.stderr?.on('data', (text) => {
      this.#lastWords = (this.#lastWords + text).slice(-2_000);
    });
    browser.on('close', () => this.#end());
  }

  /** Sends a command, to one target's session if it is given. */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
    });
    this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    return answer;
  }

  /** The next event that `isWanted` accepts; call it before what causes the event. */
  next(isWanted: (event: DevToolsEvent) => boolean, what: string, limit = 20_000): Promise<DevToolsEvent> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      };
      const listener = (event: DevToolsEvent) => {
        if (!isWanted(event)) return;
        stop();
        resolve(event);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`${what} did not happen within ${limit / 1000} s.`));
      }, limit);
      this.#listeners.add(listener);
    });
  }

  /** Tells every event until the returned function is called. */
  listen(listener: (event: DevToolsEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens a page and waits until it has loaded; gives its session. */
  async openPage(url: string): Promise<string> {
    const { targetId } = await this.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const sessionId = await this.attach(targetId);
    await this.send('Page.enable', {}, sessionId);
    const isLoaded = (event: DevToolsEvent) =>
      event.method === 'Page.loadEventFired' && event.sessionId === sessionId;
    const loaded = this.next(isLoaded, `Loading ${url}`);
    await this.send('Page.navigate', { url }, sessionId);
    await loaded;
    await this.send('Page.disable', {}, sessionId);
    return sessionId;
  }

  /** Gives the session of a target. */
  async attach(targetId: string): Promise<string> {
    const parameters = { targetId, flatten: true };
    return (await this.send<{ sessionId: string }>('Target.attachToTarget', parameters)).sessionId;
  }

  #read(text: string): void {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const message of messages) this.#hear(JSON.parse(message) as Answer | DevToolsEvent);
  }

  #hear(message: Answer | DevToolsEvent): void {
    if ('method' in message) {
      for (const listener of this.#listeners) listener(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result);
  }

  #end(): void {
    const error = new Error(`Chromium has ended. It said last:\n${this.#lastWords}`);
    for (const { reject } of this.#waiting.values()) reject(error);
  }
}
