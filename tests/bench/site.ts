import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** With these a page's clock ticks every 5 µs; without, every 100 µs, a tenth of what is measured. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'content-type': 'text/html; charset=utf-8',
};

/** A page with `?frames=N` has so many frames of the same site. */
function pageAt(address: string): string {
  const count = Number(new URL(address, 'http://localhost').searchParams.get('frames') ?? 0);
  const frames = '<iframe src="/"></iframe>'.repeat(count);
  return `<!doctype html><html lang="en"><title>Benchmark</title><h1>Benchmark</h1>${frames}</html>`;
}

export type Site = { url(name: string): string; close(): void };

/** A page that does nothing, under any name of localhost: each name is a relying party of its own. */
export async function startSite(): Promise<Site> {
  const server = createServer(({ url = '/' }, response) =>
    response.writeHead(200, ISOLATED).end(pageAt(url)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://${name}.localhost:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
