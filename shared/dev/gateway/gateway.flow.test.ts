import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { askGateway } from '../../testing/ask-gateway.js';
import { closeServer } from '../process/close-server.js';
import { freePort } from '../process/free-port.js';
import { listenOn } from '../process/listen-on.js';
import { readTls, type Tls } from '../settings/read-tls.js';
import { startGateway, type Gateway } from './start-gateway.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function service(answer: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(answer);
  await listenOn(server, 0, '127.0.0.1');
  stops.push(() => closeServer(server));
  return { server, port: (server.address() as AddressInfo).port };
}

async function gatewayTo(port: number, tls: Tls | null = null): Promise<Gateway> {
  const gateway = await startGateway({
    port: 0,
    bind: '127.0.0.1',
    baseDomain: 'rose.localhost',
    scheme: tls ? 'https' : 'http',
    tls,
    home: 'http://blog.rose.localhost:8000',
    services: new Map([['blog.rose.localhost', { name: 'blog', port }]]),
  });
  stops.push(gateway.stop);
  return gateway;
}

const echo: RequestListener = (request, response) => response.end(JSON.stringify(request.headers));

test('routes by host name and keeps it, and says itself where a request comes from', async () => {
  const { port } = await service(echo);
  const gateway = await gatewayTo(port);
  const headers = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'gopher', forwarded: 'for=6.6.6.6' };
  const { status, body } = await askGateway(gateway.port, 'Blog.rose.localhost:8000', '/', { headers });
  expect(status).toBe(200);
  const seen = JSON.parse(body) as Record<string, string>;
  expect(seen).toMatchObject({
    host: 'Blog.rose.localhost:8000',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'Blog.rose.localhost:8000',
  });
  expect(seen).not.toHaveProperty('forwarded');
});

test('the bare domain sends to the blog, an unknown host is misdirected', async () => {
  const gateway = await gatewayTo(await freePort());
  const bare = await askGateway(gateway.port, 'rose.localhost', '/bread?x=1');
  expect([bare.status, bare.headers.location]).toEqual([307, 'http://blog.rose.localhost:8000/bread?x=1']);
  const unknown = await askGateway(gateway.port, 'evil.example');
  expect([unknown.status, unknown.headers['content-type']]).toEqual([421, 'application/problem+json']);
  expect(unknown.headers['x-request-id']).toBeTruthy();
});

test('a service that is away is a page that asks again, and a problem to machines', async () => {
  const gateway = await gatewayTo(await freePort());
  const page = await askGateway(gateway.port, 'blog.rose.localhost', '/', { headers: { accept: 'text/html' } });
  expect([page.status, page.headers['retry-after']]).toEqual([503, '2']);
  expect(page.body).toMatch('<meta http-equiv="refresh" content="2">');
  const problem = await askGateway(gateway.port, 'blog.rose.localhost');
  expect(problem.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(problem.body)).toMatchObject({ status: 503, code: 'service-away' });
});

test('a service that breaks off: 502 before its answer, a broken answer after it began', async () => {
  const { port } = await service((request, response) => {
    if (request.url === '/late') response.write('half');
    setImmediate(() => request.socket.destroy());
  });
  const gateway = await gatewayTo(port);
  expect((await askGateway(gateway.port, 'blog.rose.localhost', '/early')).status).toBe(502);
  await expect(askGateway(gateway.port, 'blog.rose.localhost', '/late')).rejects.toThrow(/aborted|hang up|ECONNRESET/);
});

test('streams both ways: each piece arrives before the next is sent', async () => {
  const { port } = await service((request, response) => request.pipe(response));
  const gateway = await gatewayTo(port);
  const headers = { host: 'blog.rose.localhost' };
  const upload = httpRequest({ port: gateway.port, host: '127.0.0.1', method: 'POST', headers, agent: false });
  upload.write('one');
  const [response] = (await once(upload, 'response')) as [IncomingMessage];
  const pieces: string[] = [];
  response.setEncoding('utf8');
  pieces.push(...((await once(response, 'data')) as string[]));
  upload.write('two');
  pieces.push(...((await once(response, 'data')) as string[]));
  upload.end();
  await once(response, 'close');
  expect(pieces).toEqual(['one', 'two']);
});

test('passes websockets through, and stopping ends them', async () => {
  const { server, port } = await service(echo);
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (data: Buffer) => socket.send(`heard ${data.toString()}`)));
  const gateway = await gatewayTo(port);
  const client = new WebSocket(`ws://127.0.0.1:${gateway.port}/`, { headers: { host: 'blog.rose.localhost' } });
  await once(client, 'open');
  client.send('bread');
  const [heard] = (await once(client, 'message')) as [Buffer];
  expect(heard.toString()).toBe('heard bread');
  const closed = once(client, 'close');
  await gateway.stop();
  await closed;
  const stranger = new WebSocket(`ws://127.0.0.1:${(await gatewayTo(port)).port}/`, {
    headers: { host: 'evil.example' },
  });
  const [error] = (await once(stranger, 'error')) as [Error];
  expect(error.message).toMatch('421');
});

test('serves https with a given certificate, and says when the pair does not match', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rose-ash-tls-'));
  stops.push(async () => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=blog.rose.localhost', '-addext', 'subjectAltName=DNS:blog.rose.localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  spawnSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject]);
  const tls = readTls(cert, key);
  const { port } = await service(echo);
  const gateway = await gatewayTo(port, tls);
  const options = {
    host: '127.0.0.1',
    port: gateway.port,
    servername: 'blog.rose.localhost',
    ca: tls?.cert ?? '',
    agent: false,
  };
  const asked = httpsRequest({ ...options, headers: { host: 'blog.rose.localhost' } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  expect(JSON.parse(body)).toMatchObject({ 'x-forwarded-proto': 'https' });
  expect(() => readTls(key, cert)).toThrow(/not a certificate in PEM and the key that belongs to it/);
});
