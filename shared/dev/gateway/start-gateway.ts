import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { closeServer } from '../process/close-server.js';
import { listenOn } from '../process/listen-on.js';
import type { Tls } from '../settings/read-tls.js';
import { answerProblem, unknownHost } from './answer-problem.js';
import { createProxy, type Proxy } from './create-proxy.js';
import { findTarget, type GatewayHosts } from './find-target.js';

export interface GatewayOptions extends GatewayHosts {
  port: number;
  bind: string;
  /** As browsers see it; passed on as x-forwarded-proto. */
  scheme: 'http' | 'https';
  tls: Tls | null;
  /** The origin that the bare domain sends to. */
  home: string;
}

export interface Gateway {
  port: number;
  stop: () => Promise<void>;
}

function redirectHome(request: IncomingMessage, response: ServerResponse, home: string): void {
  response.writeHead(307, { location: `${home}${request.url ?? '/'}`, 'cache-control': 'no-store' }).end();
}

function answer(request: IncomingMessage, response: ServerResponse, options: GatewayOptions, proxy: Proxy): void {
  const target = findTarget(request.headers.host, options);
  if (target === null) answerProblem(request, response, unknownHost);
  else if (target === 'bare') redirectHome(request, response, options.home);
  else proxy.web(request, response, target);
}

function upgrade(request: IncomingMessage, socket: Socket, head: Buffer, options: GatewayOptions, proxy: Proxy): void {
  const target = findTarget(request.headers.host, options);
  socket.on('error', () => socket.destroy());
  if (target === null || target === 'bare') socket.end('HTTP/1.1 421 Misdirected Request\r\nconnection: close\r\n\r\n');
  else proxy.upgrade(request, socket, head, target);
}

function create(tls: Tls | null): Server {
  // Uploads and streams may take as long as the service behind lets them.
  const timeouts = { requestTimeout: 0 };
  return tls ? createHttpsServer({ ...timeouts, ...tls }) : createHttpServer(timeouts);
}

/** One door to all services, by host name. Port 0 takes a free one. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const proxy = createProxy(options.scheme);
  const server = create(options.tls);
  server.on('request', (request, response) => answer(request, response, options, proxy));
  const upgraded = new Set<Socket>();
  server.on('upgrade', (request, socket: Socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    upgrade(request, socket, head, options, proxy);
  });
  await listenOn(server, options.port, options.bind);
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = closeServer(server);
      upgraded.forEach((socket) => socket.destroy());
      proxy.close();
      await closed;
    },
  };
}
