import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { OperatorError } from '../../lib/errors.js';

/** Longer than the proxy keeps a connection, so that it is never the one to find it closed; milliseconds. */
const timeouts = { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 };

/** A request without a Host reaches the handler, which refuses it as it refuses any foreign one. */
const options = { ...timeouts, requireHostHeader: false };

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
  function close(this: ServerResponse) {
    open.delete(this);
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.on('close', close);
    void handler(request, response);
  };
  const server = createServer(options, answer);
  // An expectation that we do not know changes nothing about the answer (RFC 9110, 10.1.1).
  server.on('checkExpectation', answer);
  server.on('clientError', answerBrokenRequest);
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => reject(refusal(cause, host, port, setting));
    server.once('error', refuse).listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  return { port: (server.address() as AddressInfo).port, stop: stopper(server, open) };
}

/**
 * Whether `listen` could have the port, asked long before it is to be had: who starts learns of a mistake at once.
 *
 * @throws OperatorError as `listen` does.
 */
export async function checkPort(host: string, port: number, setting: string): Promise<void> {
  const listener = await listen(() => undefined, host, port, setting);
  await listener.stop(0);
}

/** What cannot be read as a request never reaches the handler; it is answered all the same, with an id to quote. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = {
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  }[error.code ?? ''];
  socket.end(
    `HTTP/1.1 ${status ?? '400 Bad Request'}\r\nx-request-id: ${randomUUID()}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
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

function stopper(server: Server, open: ReadonlySet<ServerResponse>): (ms: number) => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  /** Also those that have never sent a byte, which Node does not count as idle: browsers open them in advance. */
  const closeIdle = () => {
    const busy = new Set([...open].map((response) => response.socket));
    for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
  };
  return async function stop(ms) {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // A connection that is answering now must hear that it is the last time; idle ones can go at once.
    for (const response of open) sayGoodbye(response);
    server.on('request', (_request, response: ServerResponse) => sayGoodbye(response));
    closeIdle();
    const sweep = setInterval(closeIdle, 50);
    const cut = setTimeout(() => server.closeAllConnections(), ms);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  };
}

function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
