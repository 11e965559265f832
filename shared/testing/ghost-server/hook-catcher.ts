import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CaughtHook {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  raw: Buffer;
  event: string;
}

/** A receiver of webhooks on loopback. */
export interface HookCatcher {
  url: string;
  caught: CaughtHook[];
  /** What it answers from now on; `silence` is no answer at all. */
  manner: number | 'silence';
  stop(): Promise<void>;
}

export async function startHookCatcher(): Promise<HookCatcher> {
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const raw = Buffer.concat(chunks);
      const { event } = JSON.parse(raw.toString()) as { event: string };
      catcher.caught.push({ path: message.url ?? '', headers: message.headers, raw, event });
      if (catcher.manner !== 'silence') response.writeHead(catcher.manner).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const catcher: HookCatcher = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    caught: [],
    manner: 202,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return catcher;
}
