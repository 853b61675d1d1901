import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AccountBook, Accounts } from './accounts';
import type { Ceremonies } from './ceremonies';
import type { PageBundle } from './page-bundle';
import type { Html } from './pages/html';
import { type Session, type Sessions, sessionCookie } from './sessions';

/** All that the running site owns. */
export type Site = {
  readonly scheme: 'http' | 'https';
  readonly bundle: PageBundle;
  readonly accounts: AccountBook;
  readonly sessions: Sessions;
  readonly ceremonies: Ceremonies;
};

/** One request, with what the site knows about who sent it. */
export type Exchange = Site & {
  readonly address: URL;
  readonly hostname: string;
  readonly origin: string;
  readonly session: Session;
  /** The users of the host name that was asked. */
  readonly users: Accounts;
  /** The members of a form or of a JSON object. */
  readonly body: Record<string, unknown>;
  /** Marks the scripts and styles that this page may run. */
  readonly nonce: string;
};

export type Reply = { status: number; headers: Record<string, string>; text: string };
export type Route = (exchange: Exchange) => Reply | Promise<Reply>;

/** A request that is answered with an error status and a sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function page(content: Html, exchange: Exchange, status = 200): Reply {
  const policy = [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${exchange.nonce}'`,
    `style-src 'self' 'nonce-${exchange.nonce}'`,
    `img-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `frame-src http: https:`,
    `base-uri 'none'`,
  ].join('; ');
  return text(content.text, 'text/html', status, { 'content-security-policy': policy });
}

export function json(value: unknown, status = 200): Reply {
  return text(JSON.stringify(value), 'application/json', status);
}

export function text(content: string, type: string, status = 200, more: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': `${type}; charset=utf-8`, ...more }, text: content };
}

/** Sends the browser to another page, with the query that tunes the ceremonies. */
export function goTo(path: string, { address }: Exchange): Reply {
  return { status: 303, headers: { location: path + address.search }, text: '' };
}

/** Answers every request of a server from a table of routes. */
export function listener(site: Site, routes: ReadonlyMap<string, Route>): RequestListener {
  return (request, response) => {
    answered(site, routes, request)
      .catch((error: unknown) => failure(error))
      .then((reply) => send(reply, response))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  };
}

async function answered(
  site: Site,
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
): Promise<Reply> {
  const address = addressOf(request, site.scheme);
  const route = routes.get(`${request.method} ${address.pathname}`);
  if (!route) throw new Refused(404, 'There is no such page.');
  // Another site's page may not act for the user. Requests without the header do not come from pages.
  const { origin = address.origin } = request.headers;
  if (request.method !== 'GET' && origin !== address.origin) throw new Refused(403, 'Another site asked.');
  const session = site.sessions.of(request.headers.cookie, address.hostname);
  const reply = await route({
    ...site,
    address,
    hostname: address.hostname,
    origin: address.origin,
    session,
    users: site.accounts.at(address.hostname),
    body: await bodyOf(request),
    nonce: randomBytes(16).toString('base64url'),
  });
  return { ...reply, headers: { ...reply.headers, 'set-cookie': sessionCookie(session, site.scheme) } };
}

function addressOf({ headers, url }: IncomingMessage, scheme: string): URL {
  const address = `${scheme}://${headers.host}${url}`;
  if (!headers.host || !URL.canParse(address)) throw new Refused(400, 'The host name cannot be read.');
  return new URL(address);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > 1_000_000) throw new Refused(413, 'The request is too large.');
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks).toString();
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return Object.fromEntries(new URLSearchParams(content));
  }
  return parsedObject(content);
}

function parsedObject(content: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(content) as Record<string, unknown>) };
  } catch {
    throw new Refused(400, 'The request is not JSON.');
  }
}

function failure(error: unknown): Reply {
  if (error instanceof Refused) return json({ error: error.message }, error.status);
  return json({ error: String(error) }, 500);
}

function send({ status, headers, text: content }: Reply, response: ServerResponse): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(content);
}
