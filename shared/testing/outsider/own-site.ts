import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came to the outsider's own site. */
export interface Visit {
  method: string;
  url: URL;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  at: number;
}

/** A site of somebody else on loopback, which says yes to all that comes. */
export interface OwnSite {
  origin: string;
  visits: Visit[];
  /** What it answers from now on. */
  status: number;
  /** Its own pages, by path; all others are the same few words. */
  pages: Map<string, string>;
  stop(): Promise<void>;
}

export async function openOwnSite(host = '127.0.0.1'): Promise<OwnSite> {
  const visits: Visit[] = [];
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '/', headers } = request;
      const body = Buffer.concat(chunks).toString('utf8');
      visits.push({ method, url: new URL(url, site.origin), headers, body, at: Date.now() });
      const page = pages.get(url.split('?')[0] ?? '') ?? `<h1>Back at the library</h1><p>${method}</p>`;
      response.writeHead(site.status, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
      response.end(`<!doctype html><html lang="en"><title>Own site</title>${page}</html>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: OwnSite = {
    origin: `http://${host}:${(server.address() as AddressInfo).port}`,
    ...{ visits, pages, status: 200 },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}
