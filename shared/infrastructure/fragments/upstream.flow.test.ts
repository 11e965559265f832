import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createHttpClient } from '../http/client/create-http-client.js';
import { CallerKeys } from './caller/sign.js';
import { Upstream } from './upstream.js';

const keys = new CallerKeys('a secret of at least thirty-two characters');
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const shelf = { type: 'market/shelf', params: { limit: 3, level: 2 } } as const;
const answer = (changes: object = {}) => ({
  ...{ type: 'market/shelf', status: 200, html: '<b data-fragment="market/shelf"></b>', tags: ['products'], ttl: 60 },
  ...changes,
});

async function upstreamOf(listener: RequestListener): Promise<Upstream> {
  const server = await new Promise<Server>((resolve) => {
    const created = createServer(listener).listen(0, '127.0.0.1', () => resolve(created));
  });
  undo.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createHttpClient({ version: '0', baseUrl: 'http://x/', allowedOrigins: [origin] });
  undo.push(() => http.close());
  await http.prepare();
  return new Upstream({ app: 'market', origin, self: 'blog', keys, http });
}

const ask = (upstream: Upstream) => upstream.ask('-', [shelf], {});

test('several fragments are one signed request', async () => {
  const seen: (string | undefined)[] = [];
  const upstream = await upstreamOf((request, response) => {
    const caller = keys.verify('GET', request.url ?? '', (name) => String(request.headers[name] ?? ''), Date.now());
    seen.push(`${caller?.app} for ${caller?.subject}`);
    response.end(JSON.stringify([answer(), answer({ status: 404, html: '' })]));
  });
  const [one, other] = await upstream.ask('-', [shelf, shelf], { requestId: 'r1' });
  expect(seen).toEqual(['blog for -']);
  expect(one).toMatchObject({ status: 'fulfilled', value: { tags: ['products'] } });
  expect(other).toMatchObject({ status: 'rejected' });
});

test.each<[string, RequestListener]>([
  ['hangs before the headers', () => undefined],
  ['stalls in the body', (_, response) => void response.write('[{"type":')],
  ['answers 500', (_, response) => void response.writeHead(500).end()],
  ['answers garbage', (_, response) => void response.end('<html>')],
  ['answers something else', (_, response) => void response.end('{"ok":true}')],
  ['answers 10 MB', (_, response) => void response.end(JSON.stringify([answer({ html: 'x'.repeat(10_000_000) })]))],
  ['hangs up', (request) => request.socket.destroy()],
])('an owner that %s is a failure, in bounded time', async (_, listener) => {
  const upstream = await upstreamOf(listener);
  const began = performance.now();
  await expect(ask(upstream)).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('one fragment that is wrong, too long or cut off fails alone', async () => {
  const half = answer({ html: '<b data-fragment="market/shelf"><i>' });
  const tooLong = answer({ html: `<b data-fragment="market/shelf">${'x'.repeat(200_000)}</b>` });
  const answers = [answer({ type: 'cart/mini' }), tooLong, half, answer()];
  const upstream = await upstreamOf((_, response) => void response.end(JSON.stringify(answers)));
  const settled = await upstream.ask('-', [shelf, shelf, shelf, shelf], {});
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
});

test('an owner that fails five times is left alone for a moment', async () => {
  let asked = 0;
  const upstream = await upstreamOf((_, response) => {
    asked += 1;
    response.writeHead(500).end();
  });
  for (let time = 0; time < 8; time += 1) await ask(upstream).catch(() => undefined);
  expect(asked).toBe(5);
  await expect(ask(upstream)).rejects.toThrow('left alone');
});
