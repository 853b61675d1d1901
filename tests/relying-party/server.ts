/**
 * The site that the demo and the browser tests sign in to: a small cloud console whose ceremonies are
 * verified by an independent server library. Everything it knows lives in memory.
 */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { AccountBook } from './accounts';
import { Ceremonies, type CeremonyEntry } from './ceremonies';
import { listener } from './exchange';
import type { CreationOverrides, RequestOverrides } from './option-overrides';
import { bundlePages } from './page-bundle';
import { routes } from './routes';
import { Sessions } from './sessions';

export type { CeremonyEntry, CeremonyKind } from './ceremonies';
export type { CreationOverrides, RequestOverrides } from './option-overrides';

/** A running site. Every host name that it is asked under is a relying party of its own. */
export type RelyingParty = {
  port: number;
  /** The site's address under a host name; `console.localhost` unless another is given. */
  url(hostname?: string): string;
  /** Every ceremony that was verified or refused, oldest first; the same array for as long as the site runs. */
  log: readonly CeremonyEntry[];
  /** Changes the options of the next `create()` that any page asks for, and of that one only. */
  nextCreation(overrides: CreationOverrides): void;
  /** Changes the options of the next `get()` that any page asks for, and of that one only. */
  nextRequest(overrides: RequestOverrides): void;
  /** Forgets sessions, devices, passkeys, accounts that were added, overrides and the log. */
  reset(): void;
  close(): Promise<void>;
};

export type RelyingPartyOptions = {
  /** A free port when left out. */
  port?: number;
  host?: string;
  tls?: { key: string; cert: string };
  /** The repository's folder, where the pages' sources are; the working directory when left out. */
  root?: string;
};

/** Starts the site; it listens when the promise resolves. */
export async function startRelyingParty(options: RelyingPartyOptions = {}): Promise<RelyingParty> {
  const { tls, host = '127.0.0.1', root = process.cwd() } = options;
  const scheme = tls ? 'https' : 'http';
  const site = {
    scheme,
    bundle: await bundlePages(root),
    accounts: new AccountBook(),
    sessions: new Sessions(),
    ceremonies: new Ceremonies(),
  } as const;
  const answer = listener(site, routes);
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  const port = await listening(server, options.port ?? 0, host);
  return {
    port,
    url: (hostname = 'console.localhost') => `${scheme}://${hostname}:${port}`,
    log: site.ceremonies.log,
    nextCreation: (overrides) => site.ceremonies.overrideCreation(overrides),
    nextRequest: (overrides) => site.ceremonies.overrideRequest(overrides),
    reset() {
      site.accounts.clear();
      site.sessions.clear();
      site.ceremonies.clear();
    },
    close: () => closed(server),
  };
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    // A browser keeps idle connections open, and `close` would wait for them.
    server.closeAllConnections();
  });
}
