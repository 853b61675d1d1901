import { type FromSite, SITE_PORT, type StillThere, type ToSite } from '../messages/from-site';

/** What the line tells its owner. */
export type LineEvents = {
  answered(reply: ToSite): void;
  /** The worker was stopped and is there again: it may have forgotten what it was told. */
  reconnected(): void;
  /** Whether anybody waits for an answer. */
  isNeeded(): boolean;
  /** The worker does not stay: no answer will come. */
  unreachable(): void;
  /** The page goes to the back-forward cache, or away. */
  asleep(): void;
  /** The extension that this script belongs to is no more. */
  orphaned(): void;
};

/** What comes in at the extension's messages; the last is what our own pages say. */
type Heard = ToSite | StillThere | { kind: string };

const MOST_RECONNECTS = 5;
const RECONNECT_WINDOW_MS = 10_000;
const ORPHAN_CHECK_MS = 500;

/** The document's line to the worker: opened when first needed, and again when Chrome has cut it. */
export class WorkerLine {
  #port: chrome.runtime.Port | undefined;
  #reconnects: number[] = [];
  #check: ReturnType<typeof setInterval> | undefined;
  #isListening = false;

  constructor(private readonly events: LineEvents) {}

  send(message: FromSite): void {
    try {
      this.#port ??= this.#connect();
      this.#port.postMessage(message);
      this.#watchForOrphaning();
    } catch {
      // Chrome's only sign that the extension was reloaded or removed.
      this.#end();
    }
  }

  #connect(): chrome.runtime.Port {
    const port = chrome.runtime.connect({ name: SITE_PORT });
    port.onMessage.addListener((reply: ToSite) => this.#hear(reply));
    port.onDisconnect.addListener(() => this.#cut(port));
    addEventListener('pagehide', () => this.#sleep(port), { once: true });
    this.#listen();
    return port;
  }

  /** A worker that has started anew knows the document, but no port of it. */
  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    chrome.runtime.onMessage.addListener((message: Heard, sender, respond) => {
      if (sender.id !== chrome.runtime.id || !isForDocument(message)) return;
      if ('outcome' in message) this.#hear(message);
      respond(true);
    });
  }

  #hear(reply: ToSite): void {
    this.#reconnects = [];
    this.events.answered(reply);
  }

  #cut(port: chrome.runtime.Port): void {
    void chrome.runtime.lastError;
    if (this.#port !== port) return;
    this.#port = undefined;
    if (!this.events.isNeeded()) return;
    if (this.#mayReconnect()) this.events.reconnected();
    else this.events.unreachable();
  }

  #mayReconnect(): boolean {
    const now = Date.now();
    this.#reconnects = this.#reconnects.filter((time) => now - time < RECONNECT_WINDOW_MS);
    return this.#reconnects.push(now) <= MOST_RECONNECTS;
  }

  /** Chrome closes the ports of a sleeping page without telling it. */
  #sleep(port: chrome.runtime.Port): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    this.events.asleep();
    port.disconnect();
  }

  /** A reload of the extension cuts the port, lets a new one be opened, and then says nothing more. */
  #watchForOrphaning(): void {
    this.#check ??= setInterval(() => {
      if (!chrome.runtime?.id) this.#end();
      else if (!this.events.isNeeded()) this.#stopWatching();
    }, ORPHAN_CHECK_MS);
  }

  #stopWatching(): void {
    clearInterval(this.#check);
    this.#check = undefined;
  }

  #end(): void {
    this.#stopWatching();
    this.#port = undefined;
    this.events.orphaned();
  }
}

/** A page of our own hears as well what others of ours say to the worker, and must not answer in its place. */
function isForDocument(message: Heard): message is ToSite | StillThere {
  return 'outcome' in message || message.kind === 'still-there';
}
