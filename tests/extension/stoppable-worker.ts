/**
 * The built worker, which Chrome may stop at any step. Every life of it is loaded anew and has a
 * Chrome of its own; once a life is stopped, nothing that it still waits for ever comes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeChrome } from './fake-chrome';

/** Where to stop: before the step of this number happens, or after it happened and before the answer. */
export type Stop = { step: number; when: 'before' | 'after' };

const lives: Record<number, object> = {};
const bundle = readFileSync(join(process.env.XENON_DIST ?? 'dist', 'service-worker/worker.js'), 'utf8');

export class StoppableWorker {
  /** All steps of all lives. */
  steps = 0;
  /** What the worker was about to do, or had just done, when it was stopped. */
  stoppedAt = 'not at all';
  #life: Life | undefined;
  #waking: Promise<void> | undefined;

  constructor(
    private readonly browser: FakeChrome,
    private readonly stopAt: Stop | undefined,
    private readonly stopped: () => void,
  ) {}

  /** Stops it here and now; the next event starts it anew. */
  stop(): void {
    if (this.#life && !this.#life.isDead) void this.#stop(this.#life);
  }

  /** Starts the worker unless it runs: what every event does. */
  async wake(): Promise<void> {
    if (this.#life && !this.#life.isDead) return;
    this.#waking ??= this.#start().finally(() => {
      this.#waking = undefined;
    });
    await this.#waking;
  }

  /** Rejects when the life that runs now is stopped. */
  get death(): Promise<never> {
    return this.#life?.death ?? Promise.reject(new Error('no worker runs'));
  }

  async #start(): Promise<void> {
    const life = new Life((name, happen) => this.#step(life, name, happen));
    this.#life = life;
    const id = Object.keys(lives).length;
    lives[id] = {
      chrome: life.gated(this.browser.api),
      indexedDB: life.gatedStorage(),
      location: { origin: 'chrome-extension://xenon' },
      reportError: () => undefined,
    };
    Object.assign(globalThis, { lives });
    const source = `const { chrome, indexedDB, location, reportError } = globalThis.lives[${id}];\n${bundle}`;
    await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
  }

  #step(life: Life, name: string, happen: () => unknown): unknown {
    const isLast = this.stopAt?.step === this.steps;
    if (isLast) this.stoppedAt = name;
    this.steps += 1;
    if (isLast && this.stopAt?.when === 'before') return this.#stop(life);
    const result = happen();
    if (!isLast) return result;
    // It happens all the same, and nobody hears how it ended.
    Promise.resolve(result).catch(() => undefined);
    return this.#stop(life);
  }

  #stop(life: Life): Promise<never> {
    life.die();
    const { onConnect, onMessage, onAlarm, onIdle, onRemoved } = this.browser;
    for (const event of [onConnect, onMessage, onAlarm, onIdle, onRemoved]) event.forgetListeners();
    setImmediate(this.stopped);
    return NEVER;
  }
}

const NEVER = new Promise<never>(() => undefined);

class Life {
  isDead = false;
  die!: () => void;
  readonly death: Promise<never>;

  constructor(private readonly step: (name: string, happen: () => unknown) => unknown) {
    this.death = new Promise((_, reject) => {
      this.die = () => {
        this.isDead = true;
        reject(new Error('the worker was stopped'));
      };
    });
    this.death.catch(() => undefined);
  }

  /** The same interface, each asynchronous call of which is a step. */
  gated<T extends object>(api: T, path = 'chrome'): T {
    return new Proxy(api, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'function') return this.#call(member.bind(target), `${path}.${String(name)}`);
        const isEvent = typeof name === 'string' && /^on[A-Z]/.test(name);
        return typeof member === 'object' && member !== null && !isEvent
          ? this.gated(member, `${path}.${String(name)}`)
          : member;
      },
    });
  }

  #call(method: (...args: unknown[]) => unknown, path: string) {
    if (path.endsWith('.getURL')) return method;
    return async (...args: unknown[]) => {
      if (this.isDead) return NEVER;
      const result = await this.step(path, async () => method(...args));
      return this.isDead ? NEVER : result;
    };
  }

  /** IndexedDB, each transaction of which is a step. */
  gatedStorage(): object {
    return { open: (...args: [string, number]) => this.#request(indexedDB.open(...args)) };
  }

  #request(request: IDBOpenDBRequest): IDBOpenDBRequest {
    return new Proxy(request, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        return name === 'result' && target.transaction === null ? this.#database(target.result) : member;
      },
      set: (target, name, listener: () => void) =>
        Reflect.set(target, name, () => !this.isDead && listener(), target),
    });
  }

  #database(database: IDBDatabase): IDBDatabase {
    return new Proxy(database, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (name !== 'transaction') return typeof member === 'function' ? member.bind(target) : member;
        return (...args: Parameters<IDBDatabase['transaction']>) => {
          if (!this.isDead) this.step(`transaction ${args[1] ?? 'readonly'}`, () => undefined);
          return this.isDead ? INERT : target.transaction(...args);
        };
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    });
  }
}

/** A transaction of a stopped worker: whatever is asked of it, nothing happens. */
const INERT: IDBTransaction = new Proxy(() => INERT, {
  get: () => INERT,
  set: () => true,
}) as unknown as IDBTransaction;
