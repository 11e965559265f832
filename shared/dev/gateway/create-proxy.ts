import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import { answerProblem, serviceAway, serviceBroke } from './answer-problem.js';
import type { Service } from './find-target.js';

export interface Proxy {
  web: (request: IncomingMessage, response: ServerResponse, to: Service) => void;
  upgrade: (request: IncomingMessage, socket: Socket, head: Buffer, to: Service) => void;
  close: () => void;
}

/** Written anew: what a client claims about where it comes from is not passed on. */
function forwarded(request: IncomingMessage, scheme: string): Record<string, string> {
  return {
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'x-forwarded-proto': scheme,
    'x-forwarded-host': request.headers.host ?? '',
  };
}

function explain(error: NodeJS.ErrnoException, request: IncomingMessage, response: ServerResponse, to: Service): void {
  if (response.headersSent) {
    // Half an answer must not look like a whole one.
    response.destroy();
    return;
  }
  answerProblem(request, response, error.code === 'ECONNREFUSED' ? serviceAway(to.name) : serviceBroke(to.name));
}

/** Streams both ways and keeps the Host that the browser sent. A service that is away is an answer, never an exception. */
export function createProxy(scheme: 'http' | 'https'): Proxy {
  const agent = new Agent({ keepAlive: true });
  const proxy = createProxyServer({ agent, proxyTimeout: 0 });
  // Either side that goes takes the other with it; piping alone would leave the service's end open.
  proxy.on('proxyReqWs', (asked, _request, socket) => {
    socket.once('close', () => asked.destroy());
    asked.once('upgrade', (_response, behind) => socket.once('close', () => behind.destroy()));
  });
  const optionsFor = (request: IncomingMessage, to: Service) => {
    delete request.headers.forwarded;
    return { target: `http://127.0.0.1:${to.port}`, headers: forwarded(request, scheme) };
  };
  return {
    web(request, response, to) {
      proxy.web(request, response, optionsFor(request, to)).catch((error: unknown) => {
        explain(error as NodeJS.ErrnoException, request, response, to);
      });
    },
    upgrade(request, socket, head, to) {
      proxy.ws(request, socket, optionsFor(request, to), head).catch(() => socket.destroy());
    },
    close: () => agent.destroy(),
  };
}
