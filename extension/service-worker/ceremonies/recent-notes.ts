/** What happened in the last minutes, by name. For the session only; old ones go when another one comes. */
import { forgetAllInSession, forgetInSession, keepInSession, sessionItem, sessionKeys } from '../session';

export class RecentNotes {
  constructor(
    private readonly prefix: string,
    private readonly lifetimeMs: number,
  ) {}

  async note(name: string): Promise<void> {
    for (const key of await sessionKeys(this.prefix)) {
      if (!this.#isRecent(await sessionItem(key))) await forgetInSession(key);
    }
    await keepInSession(this.prefix + name, Date.now());
  }

  async has(name: string): Promise<boolean> {
    return this.#isRecent(await sessionItem(this.prefix + name));
  }

  forgetAll(): Promise<void> {
    return forgetAllInSession(this.prefix);
  }

  /** Not long ago; and not in the future, where a clock was set back. */
  #isRecent(at: unknown): boolean {
    const age = typeof at === 'number' ? Date.now() - at : Number.NaN;
    return age >= 0 && age < this.lifetimeMs;
  }
}
