/** What the content script sees of Chrome and of its frame, with the test in Chrome's place. */

type Listener = (...given: unknown[]) => void;

export class FakePort {
  readonly sent: unknown[] = [];
  disconnected = false;
  readonly #heard: Listener[] = [];
  readonly #cut: Listener[] = [];
  readonly onMessage = { addListener: (listener: Listener) => this.#heard.push(listener) };
  readonly onDisconnect = { addListener: (listener: Listener) => this.#cut.push(listener) };

  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  disconnect(): void {
    this.disconnected = true;
  }
  hear(message: unknown): void {
    for (const listener of this.#heard) listener(message);
  }
  cut(): void {
    for (const listener of this.#cut) listener(this);
  }
}

export class FakeChrome {
  readonly ports: FakePort[] = [];
  permitted = true;
  isUserActive = true;
  isPrepared = false;
  ancestorOrigins = ['https://parent.example'];
  /** How often the browser's own function was called, which spends the user's act. */
  actsSpent = 0;
  #messages: Listener[] = [];
  #hidden: Listener[] = [];
  readonly #shown: Listener[] = [];
  readonly #runtime = {
    id: 'xenon' as string | undefined,
    connect: () => {
      if (!this.#runtime.id) throw new Error('Extension context invalidated.');
      const port = new FakePort();
      this.ports.push(port);
      return port;
    },
    onMessage: { addListener: (listener: Listener) => this.#messages.push(listener) },
  };

  constructor() {
    const fake = this;
    const world = {
      chrome: { runtime: this.#runtime },
      document: {
        featurePolicy: { allowsFeature: () => this.permitted },
        get prerendering() {
          return fake.isPrepared;
        },
        addEventListener: (_type: string, listener: Listener) => this.#shown.push(listener),
      },
      location: {
        get ancestorOrigins() {
          return fake.ancestorOrigins;
        },
      },
      origin: 'https://frame.example',
      navigator: {
        get userActivation() {
          return { isActive: fake.isUserActive };
        },
        credentials: {
          create: () => {
            fake.actsSpent += 1;
            return Promise.reject(new DOMException('', 'SecurityError'));
          },
        },
      },
      addEventListener: (_type: string, listener: Listener) => this.#hidden.push(listener),
    };
    for (const [name, value] of Object.entries(world))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  get lastPort(): FakePort {
    const port = this.ports.at(-1);
    if (!port) throw new Error('No port was opened.');
    return port;
  }
  /** What the content script answers to a message. */
  message(message: unknown, id = 'xenon'): unknown {
    let answer: unknown;
    for (const listener of this.#messages)
      listener(message, { id }, (given: unknown) => {
        answer = given;
      });
    return answer;
  }
  remove(): void {
    this.#runtime.id = undefined;
  }
  /** The user goes to the page that Chrome has prepared. */
  showPage(): void {
    this.isPrepared = false;
    for (const listener of this.#shown) listener();
  }
  hidePage(): void {
    for (const listener of this.#hidden) listener({ persisted: true });
  }
}
