import type { Account } from './accounts';
import type { CreationOverrides, RequestOverrides } from './option-overrides';

export type CeremonyKind =
  | 'device-registration'
  | 'mfa'
  | 'passkey-registration'
  | 'passkey-sign-in'
  | 'first-script'
  | 'u2f-registration'
  | 'u2f-mfa';

/** One ceremony's end, as the server saw it. What a refused answer claims is unverified, and absent if unreadable. */
export type CeremonyEntry = {
  kind: CeremonyKind;
  verified: boolean;
  hostname: string;
  userName?: string;
  /** Why the answer was refused. */
  error?: string;
  flags?: { UP: boolean; UV: boolean; BE: boolean; BS: boolean };
  counter?: number;
  origin?: string;
  credentialId?: string;
  /** U2F: what was asked and answered, for another library to look at. */
  exchanged?: { request: object; answer: object };
  at: number;
};

/** A challenge that was handed out, with all that the answer will be held against. */
export type PendingCeremony = {
  kind: CeremonyKind;
  challenge: string;
  hostname: string;
  /** The session that asked; absent for the frame test page, which has no cookie. */
  sessionId?: string;
  /** Whose key it must be; absent when any passkey may answer. */
  account?: Account;
  rpId: string;
  origin: string;
  topOrigin?: string;
  userVerificationRequired: boolean;
  algorithms?: number[];
};

/** The ceremonies that wait for an answer, and those that ended. */
export class Ceremonies {
  readonly log: CeremonyEntry[] = [];
  readonly #pending = new Map<string, PendingCeremony>();
  #creation: CreationOverrides = {};
  #request: RequestOverrides = {};

  begin(ceremony: PendingCeremony): void {
    this.#pending.set(ceremony.challenge, ceremony);
  }

  /** Gives a challenge's ceremony away, once, to the kind of answer and the session that it was made for. */
  claim(
    challenge: string,
    expected: Pick<PendingCeremony, 'kind' | 'hostname' | 'sessionId'>,
  ): PendingCeremony {
    const ceremony = this.#pending.get(challenge);
    this.#pending.delete(challenge);
    if (!ceremony) throw new Error('The challenge is unknown or was used before.');
    const { kind, hostname, sessionId } = ceremony;
    if (kind !== expected.kind) throw new Error(`The challenge was made for ${kind}.`);
    if (hostname !== expected.hostname) throw new Error(`The challenge was made for ${hostname}.`);
    if (sessionId && sessionId !== expected.sessionId)
      throw new Error('The challenge was made for another session.');
    return ceremony;
  }

  overrideCreation(overrides: CreationOverrides): void {
    this.#creation = overrides;
  }

  overrideRequest(overrides: RequestOverrides): void {
    this.#request = overrides;
  }

  takeCreationOverrides(): CreationOverrides {
    const overrides = this.#creation;
    this.#creation = {};
    return overrides;
  }

  takeRequestOverrides(): RequestOverrides {
    const overrides = this.#request;
    this.#request = {};
    return overrides;
  }

  clear(): void {
    this.log.length = 0;
    this.#pending.clear();
    this.#creation = {};
    this.#request = {};
  }
}
