import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a site was sent over the back channel. */
export interface Told {
  /** The host that it was sent to, and the path. */
  host: string;
  path: string;
  contentType: string;
  form: URLSearchParams;
  at: number;
}

/** One listener that stands for all the sites of the clients. */
export interface RelyingParties {
  port: number;
  told: Told[];
  /** What it answers from now on; 0 cuts the connection. */
  status: number;
  /** How often it cut one. */
  cut: number;
  close(): Promise<void>;
}

export async function openRelyingParties(): Promise<RelyingParties> {
  const told: Told[] = [];
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (parties.status === 0) {
      parties.cut += 1;
      request.socket.destroy();
      return;
    }
    told.push({
      ...{ host: request.headers.host ?? '', path: request.url ?? '', at: Date.now() },
      contentType: request.headers['content-type'] ?? '',
      form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
    });
    response.writeHead(parties.status, { connection: 'close' }).end();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const parties: RelyingParties = {
    ...{ port: (server.address() as AddressInfo).port, told, status: 200, cut: 0 },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return parties;
}
