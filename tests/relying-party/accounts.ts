import type { CredentialDeviceType, WebAuthnCredential } from '@simplewebauthn/server';

/** One credential as the site keeps it. */
export type StoredCredential = WebAuthnCredential & {
  use: 'mfa-device' | 'passkey';
  rpId: string;
  /** Whether the credential may be backed up, which is settled for life when it is made. */
  deviceType: CredentialDeviceType;
  name: string;
  addedAt: number;
  lastUsedAt?: number;
};

/** One key that was registered through U2F. */
export type U2fKey = {
  keyHandle: string;
  publicKey: string;
  counter: number;
  name: string;
  addedAt: number;
  lastUsedAt?: number;
};

/** One user. Who has no password has signed up with a passkey. */
export type Account = {
  userName: string;
  /** The user handle: random, so that it says nothing about the person. */
  userId: Uint8Array<ArrayBuffer>;
  password?: string;
  credentials: StoredCredential[];
  u2fKeys: U2fKey[];
};

/** The demo users, shown on the sign-in page. */
export const demoUsers = [
  { userName: 'alice', password: 'alice-password' },
  { userName: 'bob', password: 'bob-password' },
] as const;

/** The users of one host name. */
export class Accounts {
  readonly #byName = new Map<string, Account>();

  constructor() {
    for (const { userName, password } of demoUsers) this.add({ ...newcomer(userName), password });
  }

  named(userName: string): Account | undefined {
    return this.#byName.get(userName);
  }

  /** Keeps a new user, unless somebody has taken the name meanwhile. */
  add(account: Account): boolean {
    if (this.#byName.has(account.userName)) return false;
    this.#byName.set(account.userName, account);
    return true;
  }

  /** Whose credential this is, or nothing when the site does not know it. */
  ownerOf(credentialId: string): { account: Account; credential: StoredCredential } | undefined {
    for (const account of this.#byName.values()) {
      const credential = account.credentials.find(({ id }) => id === credentialId);
      if (credential) return { account, credential };
    }
    return undefined;
  }
}

/** A user to make options for who has no account yet: the account is added when the key is verified. */
export function newcomer(userName: string): Account {
  return { userName, userId: crypto.getRandomValues(new Uint8Array(16)), credentials: [], u2fKeys: [] };
}

/** The users of every host name the site was asked under. */
export class AccountBook {
  readonly #byHost = new Map<string, Accounts>();

  at(hostname: string): Accounts {
    const accounts = this.#byHost.get(hostname) ?? new Accounts();
    this.#byHost.set(hostname, accounts);
    return accounts;
  }

  clear(): void {
    this.#byHost.clear();
  }
}

/** The user's credentials of one use, in the order they were added. */
export function credentialsFor(account: Account, use: StoredCredential['use']): StoredCredential[] {
  return account.credentials.filter((credential) => credential.use === use);
}
