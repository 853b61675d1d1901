/** An https server that stands for every host below `.example`, in one browser. */
import { createHash, X509Certificate } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
// Made for these tests, known to everybody, trusted by nobody but a browser that is told to.
import certificate from './certificate.pem';
import key from './key.pem';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export type Hosts = {
  /** Makes a browser find the server under every such host, and trust it. */
  switches: string[];
  /** Every request, oldest first. */
  log: { url: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
};

/** Starts it; `answers` are found by host and path, such as `a.example/page`. */
export async function startHosts(answers: ReadonlyMap<string, Answer>): Promise<Hosts> {
  const log: Hosts['log'] = [];
  const listener: RequestListener = (request, response) => {
    const url = `${request.headers.host}${request.url}`;
    log.push({ url, headers: request.headers });
    (answers.get(url) ?? blank)(request, response);
  };
  const server = createServer({ key, cert: certificate }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    switches: [
      `--host-resolver-rules=MAP *.example 127.0.0.1:${port}`,
      `--ignore-certificate-errors-spki-list=${hashOfKey()}`,
    ],
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Any page of any host: it sets a cookie that goes along wherever cookies do. */
const blank: Answer = (_request, response) => {
  response.writeHead(200, {
    'content-type': 'text/html',
    'set-cookie': 'known=yes; SameSite=None; Secure; Path=/',
  });
  response.end('<!doctype html><title>blank</title><link rel="icon" href="data:,">');
};

function hashOfKey(): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
