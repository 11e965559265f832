import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperatorError } from '../../lib/errors.js';

/** Longer than the proxy keeps a connection, so that it is never the one to find it closed; milliseconds. */
const timeouts = { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 };

/** What answers; its promise is its own business. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** An HTTP listener that can stop without breaking off what it is answering. */
export interface Listener {
  port: number;
  /** Takes no new connection, lets running requests finish for `ms`, then breaks off what is left. */
  stop(ms: number): Promise<void>;
}

/**
 * @param setting names the key that chose the port, for the sentence when it is taken.
 * @throws OperatorError when the port is taken or forbidden.
 */
export async function listen(handler: Handler, host: string, port: number, setting: string): Promise<Listener> {
  const open = new Set<ServerResponse>();
  const server = createServer(timeouts, (request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    void handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(refusal(cause, host, port, setting)));
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: (ms) => stop(server, open, ms) };
}

function refusal(cause: NodeJS.ErrnoException, host: string, port: number, setting: string): Error {
  if (cause.code === 'EADDRINUSE') {
    return new OperatorError(`Port ${port} is taken; stop what uses it or set ${setting} to a free one.`, { cause });
  }
  if (cause.code === 'EACCES') {
    return new OperatorError(
      `Port ${port} needs more rights than this process has; set ${setting} to one above 1023.`,
      { cause },
    );
  }
  return new OperatorError(`Cannot listen on ${host}; set LISTEN_HOST to an address of this machine.`, { cause });
}

async function stop(server: Server, open: ReadonlySet<ServerResponse>, ms: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is answering now must hear that it is the last time; idle ones can go at once.
  for (const response of open) sayGoodbye(response);
  server.on('request', (_request, response: ServerResponse) => sayGoodbye(response));
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), ms);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
