import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * As much of Chrome as the worker talks to, in memory. Values are copied on their way in and out, as
 * Chrome does, so that nothing works only because two sides share an object.
 */
export class FakeEvent<Arguments extends unknown[]> {
  #listeners: ((...args: Arguments) => unknown)[] = [];

  addListener(listener: (...args: Arguments) => unknown): void {
    this.#listeners.push(listener);
  }

  /** As when the worker that listened is stopped. */
  forgetListeners(): void {
    this.#listeners = [];
  }

  /** Calls every listener; gives what they returned. */
  emit(...args: Arguments): unknown[] {
    return this.#listeners.map((listener) => listener(...args));
  }
}

export class FakeArea {
  accessLevel = 'TRUSTED_AND_UNTRUSTED_CONTEXTS';
  /** What is thrown by the next write, as when the quota is exceeded. */
  failure: Error | undefined;
  items = new Map<string, string>();

  async get(keys: string | string[] | null): Promise<Record<string, unknown>> {
    const wanted = keys === null ? [...this.items.keys()] : [keys].flat();
    const present = wanted.filter((key) => this.items.has(key));
    return Object.fromEntries(present.map((key) => [key, JSON.parse(this.items.get(key) as string)]));
  }

  async set(items: Record<string, unknown>): Promise<void> {
    this.#failIfTold();
    for (const [key, value] of Object.entries(items)) this.items.set(key, JSON.stringify(value));
  }

  async remove(keys: string | string[]): Promise<void> {
    this.#failIfTold();
    for (const key of [keys].flat()) this.items.delete(key);
  }

  async setAccessLevel({ accessLevel }: { accessLevel: string }): Promise<void> {
    this.accessLevel = accessLevel;
  }

  #failIfTold(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
  }
}

export class FakePort {
  onMessage = new FakeEvent<[unknown]>();
  onDisconnect = new FakeEvent<[]>();
  /** What the worker said. */
  heard: unknown[] = [];
  isOpen = true;

  constructor(
    readonly name: string,
    readonly sender: chrome.runtime.MessageSender = {},
  ) {}

  postMessage(message: unknown): void {
    if (!this.isOpen) throw new Error('Attempting to use a disconnected port object');
    this.heard.push(structuredClone(message));
  }

  /** From the worker's side; the other side would be told, not this one. */
  disconnect(): void {
    this.isOpen = false;
  }

  /** The other side speaks. */
  say(message: unknown): void {
    this.onMessage.emit(structuredClone(message));
  }

  /** The other side is gone. */
  close(): void {
    this.isOpen = false;
    this.onDisconnect.emit();
  }

  asPort(): chrome.runtime.Port {
    return this as unknown as chrome.runtime.Port;
  }
}

export class FakeChrome {
  local = new FakeArea();
  session = new FakeArea();
  alarms = new Map<string, number>();
  /** The open windows' addresses, by number. */
  windows = new Map<number, string>();
  badge = '';
  title = '';
  /** What single tabs show in their place. */
  tabBadges = new Map<number, string>();
  tabTitles = new Map<number, string>();
  /** What was sent to which document by `tabs.sendMessage`. */
  sent: { tabId: number; documentId: string; message: unknown }[] = [];
  /** What each tab shows. */
  tabUrls = new Map<number, string>();
  /** The documents that exist; nobody else can be reached. */
  documents = new Set<string>();
  onConnect = new FakeEvent<[chrome.runtime.Port]>();
  onMessage = new FakeEvent<[unknown, chrome.runtime.MessageSender, (answer: unknown) => void]>();
  onAlarm = new FakeEvent<[{ name: string; scheduledTime?: number }]>();
  onIdle = new FakeEvent<[string]>();
  /** For how long keyboard and mouse have been at rest. */
  secondsAtRest = 0;
  opensNoWindow = false;
  focusedWindow = 0;
  onRemoved = new FakeEvent<[number]>();
  /** The content scripts that were registered at run time, by id, and how often that was changed. */
  contentScripts = new Map<string, chrome.scripting.RegisteredContentScript>();
  contentScriptChanges = 0;
  /** What the system shows, by name: the words of it. */
  notifications = new Map<string, { title: string; message: string }>();
  onNotificationClicked = new FakeEvent<[string]>();
  /** What a script finds in a tab's page, by world; nothing can be put into other tabs. */
  inPage: Partial<Record<'ISOLATED' | 'MAIN', unknown>> = {};
  /** For the test: a window was opened at this address. */
  onOpened = new FakeEvent<[number, string]>();
  #lastWindow = 100;

  /** The part that the worker sees as `chrome`. */
  readonly api = {
    storage: { local: this.local, session: this.session },
    alarms: {
      create: async (name: string, { when }: { when: number }) => void this.alarms.set(name, when),
      clear: async (name: string) => this.alarms.delete(name),
      onAlarm: this.onAlarm,
    },
    idle: {
      queryState: async (seconds: number) => {
        if (seconds < 15) throw new Error('Chrome measures no shorter rest');
        return this.secondsAtRest >= seconds ? 'idle' : 'active';
      },
      onStateChanged: this.onIdle,
    },
    windows: {
      create: async ({ url }: { url: string }) => this.#open(url),
      get: async (id: number) => this.#window(id),
      update: async (id: number, { focused }: { focused?: boolean }) => {
        if (focused) this.focusedWindow = id;
        return this.#window(id);
      },
      remove: async (id: number) => this.closeWindow(id),
      onRemoved: this.onRemoved,
    },
    tabs: {
      get: async (id: number) => ({ id, url: this.tabUrls.get(id) }),
      sendMessage: async (tabId: number, message: unknown, { documentId }: { documentId: string }) =>
        this.#send(tabId, documentId, message),
      query: async () => [...this.windows].map(([windowId, url]) => ({ windowId, url })),
    },
    notifications: {
      create: async (name: string, { title, message }: { title: string; message: string }) =>
        void this.notifications.set(name, { title, message }),
      clear: async (name: string) => this.notifications.delete(name),
      onClicked: this.onNotificationClicked,
    },
    scripting: {
      getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
        [...this.contentScripts.values()].filter(({ id }) => ids.includes(id)),
      registerContentScripts: async (scripts: chrome.scripting.RegisteredContentScript[]) =>
        this.#register(scripts),
      updateContentScripts: async (scripts: chrome.scripting.RegisteredContentScript[]) =>
        this.#register(scripts),
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        this.contentScriptChanges += 1;
        for (const id of ids) this.contentScripts.delete(id);
      },
      executeScript: async ({ world }: { world: 'ISOLATED' | 'MAIN' }) => {
        if (!Object.hasOwn(this.inPage, world)) throw new Error('Cannot access contents of the page.');
        return [{ result: this.inPage[world] }];
      },
    },
    action: {
      setBadgeText: async ({ text, tabId }: { text?: string; tabId?: number }) => {
        if (tabId === undefined) this.badge = text ?? '';
        else if (text === undefined) this.tabBadges.delete(tabId);
        else this.tabBadges.set(tabId, text);
      },
      setTitle: async ({ title, tabId }: { title: string; tabId?: number }) => {
        if (tabId === undefined) this.title = title;
        else this.tabTitles.set(tabId, title);
      },
    },
    i18n: { getMessage: (name: string, values: string[] = []) => [name, ...values].join(' ') },
    runtime: {
      id: 'xenon',
      getURL: addressOf,
      onConnect: this.onConnect,
      onMessage: this.onMessage,
      onInstalled: new FakeEvent(),
      onStartup: new FakeEvent(),
    },
  };

  closeWindow(id: number): void {
    this.#window(id);
    this.windows.delete(id);
    this.onRemoved.emit(id);
  }

  #register(scripts: chrome.scripting.RegisteredContentScript[]): void {
    this.contentScriptChanges += 1;
    for (const script of scripts) this.contentScripts.set(script.id, script);
  }

  #open(url: string): { id: number } {
    if (this.opensNoWindow) throw new Error('No window.');
    this.#lastWindow += 1;
    this.windows.set(this.#lastWindow, url);
    this.onOpened.emit(this.#lastWindow, url);
    return { id: this.#lastWindow };
  }

  #window(id: number): { id: number } {
    if (!this.windows.has(id)) throw new Error(`No window with id: ${id}.`);
    return { id };
  }

  #send(tabId: number, documentId: string, message: unknown): true {
    if (!this.documents.has(documentId))
      throw new Error('Could not establish connection. Receiving end does not exist.');
    this.sent.push({ tabId, documentId, message: structuredClone(message) });
    return true;
  }
}

/** Makes a fake Chrome the one that the modules under test see. */
export function installChrome(): FakeChrome {
  const fake = new FakeChrome();
  const location = { origin: 'chrome-extension://xenon' };
  Object.assign(globalThis, { chrome: fake.api, location, reportError: () => undefined });
  giveBase64();
  return fake;
}

/** Node's `fetch` knows no address of an extension: the wasm's own bytes are its address. */
function addressOf(path: string): string {
  if (!path.endsWith('.wasm')) return `chrome-extension://xenon/${path}`;
  const wasm = readFileSync(join(process.env.XENON_DIST ?? 'dist', path));
  return `data:application/wasm;base64,${wasm.toString('base64')}`;
}

/** Chrome 140 has these; Node 20 does not. */
function giveBase64(): void {
  if (Object.hasOwn(Uint8Array, 'fromBase64')) return;
  Object.assign(Uint8Array, { fromBase64 });
  Object.assign(Uint8Array.prototype, {
    toBase64(this: Uint8Array) {
      return Buffer.from(this).toString('base64');
    },
  });
}

function fromBase64(text: string): Uint8Array {
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text)) throw new SyntaxError('not base64');
  return new Uint8Array(Buffer.from(text, 'base64'));
}
