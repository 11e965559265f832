import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from '@jest/globals';
import { eventually } from '../../../testing/eventually.js';
import { createHttpClient } from './create-http-client.js';
import type { HttpClient, HttpClientOptions } from './http-client.js';

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Site {
  origin: string;
  port: number;
  connections: () => number;
  /** Requests that arrived, in order. */
  seen: { url: string; method: string; headers: NodeJS.Dict<string | string[]> }[];
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function startSite(answer: RequestListener): Promise<Site> {
  const seen: Site['seen'] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', method: request.method ?? '', headers: request.headers });
    answer(request, response);
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const port = await listen(server);
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${String(port)}`, port, seen, connections: () => connections };
}

function makeClient(options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = createHttpClient({ version: '1.2.3', baseUrl: 'https://rose-ash.test/', ...options });
  open.push(() => {
    client.close();
  });
  return client;
}

const says = (text: string) => (_request: unknown, response: ServerResponse) => response.end(text);

test('sends what it was given and hands back status, headers and body', async () => {
  const site = await startSite((request, response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'x-two': ['a', 'b'] });
    request.pipe(response);
  });
  const client = makeClient({ allowedOrigins: [site.origin] });
  const response = await client.request(`${site.origin}/things?q=1`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"bread":1}',
    trace: { requestId: 'r1', traceparent: '00-1-2-01' },
  });
  expect(response).toMatchObject({ status: 201, url: `${site.origin}/things?q=1`, headers: { 'x-two': 'a, b' } });
  expect(response.json()).toEqual({ bread: 1 });
  expect(site.seen[0]).toMatchObject({ url: '/things?q=1', method: 'POST' });
  expect(site.seen[0]!.headers).toMatchObject({
    'user-agent': 'RoseAsh/1.2.3 (+https://rose-ash.test/)',
    'x-request-id': 'r1',
    traceparent: '00-1-2-01',
    'content-type': 'application/json',
  });
});

test('a status of failure is an answer', async () => {
  const site = await startSite((_request, response) => response.writeHead(500).end('broken'));
  const response = await makeClient({ allowedOrigins: [site.origin] }).request(site.origin);
  expect([response.status, response.text()]).toEqual([500, 'broken']);
});

test('HEAD may announce more than is read', async () => {
  const site = await startSite((_request, response) => response.writeHead(200, { 'content-length': '5000' }).end());
  const client = makeClient({ allowedOrigins: [site.origin] });
  expect((await client.request(site.origin, { method: 'HEAD', maxBytes: 10 })).body).toHaveLength(0);
});

test('*.localhost is dialled on loopback without asking a resolver', async () => {
  const site = await startSite(says('blog'));
  const resolve = () => Promise.reject(new Error('asked the resolver'));
  const client = makeClient({ allowLoopback: true, resolve });
  expect((await client.request(`http://blog.rose.localhost:${String(site.port)}/`)).text()).toBe('blog');
  expect((await client.request(`http://localhost:${String(site.port)}/`)).text()).toBe('blog');
  expect(site.seen[0]!.headers['host']).toBe(`blog.rose.localhost:${String(site.port)}`);
});

test.each([
  'localhost',
  'blog.rose.localhost',
  'LOCALHOST.',
  '127.0.0.1',
  '2130706433',
  '0x7f.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
])('refuses %s unless it was allowed', async (host) => {
  const site = await startSite(says('secret'));
  const request = makeClient().request(`http://${host}:${String(site.port)}/`);
  await expect(request).rejects.toMatchObject({ code: 'upstream-refused-address', status: 422 });
  expect(site.seen).toHaveLength(0);
});

test('allowing *.localhost allows no other private address', async () => {
  const site = await startSite(says('secret'));
  await expect(makeClient({ allowLoopback: true }).request(site.origin)).rejects.toMatchObject({
    code: 'upstream-refused-address',
  });
});

test('an allowed origin is that port only', async () => {
  const [friend, other] = [await startSite(says('friend')), await startSite(says('other'))];
  const client = makeClient({ allowedOrigins: [friend.origin] });
  expect((await client.request(friend.origin)).text()).toBe('friend');
  await expect(client.request(other.origin)).rejects.toMatchObject({ code: 'upstream-refused-address' });
  expect(other.seen).toHaveLength(0);
});

test.each(['http://u:p@example.test/', 'ftp://example.test/', 'file:///etc/passwd', 'nonsense'])(
  'refuses %s',
  async (url) => {
    await expect(makeClient().request(url)).rejects.toMatchObject({ code: 'upstream-refused-address' });
  },
);

test('a public name with a private address is refused while it connects', async () => {
  const site = await startSite(says('secret'));
  const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  const request = makeClient({ resolve }).request(`http://rebind.test:${String(site.port)}/`);
  await expect(request).rejects.toMatchObject({ code: 'upstream-refused-address' });
  expect(site.seen).toHaveLength(0);
});

test('one private address among public ones is enough to refuse', async () => {
  const resolve = () => Promise.resolve([{ address: '1.1.1.1', family: 4 }, { address: '::1', family: 6 }]); // prettier-ignore
  await expect(makeClient({ resolve }).request('http://rebind.test/')).rejects.toMatchObject({
    code: 'upstream-refused-address',
  });
});

test('a name is resolved once for a connection: there is no second answer to swap', async () => {
  const site = await startSite(says('named'));
  let asked = 0;
  const resolve = () => {
    asked += 1;
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  };
  const origin = `http://ghost.internal:${String(site.port)}`;
  const client = makeClient({ resolve, allowedOrigins: [origin] });
  await client.request(origin);
  expect([asked, site.connections()]).toEqual([1, 1]);
});

test('an operator origin never lends its connection to another name on the same address', async () => {
  const site = await startSite(says('named'));
  const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  const client = makeClient({ resolve, allowedOrigins: [`http://ghost.internal:${String(site.port)}`] });
  await client.request(`http://ghost.internal:${String(site.port)}/`);
  await expect(client.request(`http://other.test:${String(site.port)}/`)).rejects.toMatchObject({
    code: 'upstream-refused-address',
  });
});

test('slow headers end at the deadline', async () => {
  const site = await startSite(() => undefined);
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin, { timeoutMs: 60 })).rejects.toMatchObject({
    code: 'upstream-timeout',
    status: 504,
  });
});

/** Writes a byte now and then for ever, so that no idle timeout ever fires. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('.'), 10);
  response.on('close', () => {
    clearInterval(timer);
  });
}

test('a body that drips ends at the same deadline', async () => {
  const site = await startSite((_request, response) => {
    drip(response);
  });
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin, { timeoutMs: 120 })).rejects.toMatchObject({ code: 'upstream-timeout' });
});

test('redirects share the one deadline', async () => {
  const site = await startSite((_request, response) => response.writeHead(302, { location: '/' }).end());
  const client = makeClient({ allowedOrigins: [site.origin] });
  // Each hop is quick and there is no end of them: a deadline for each would never pass.
  const request = client.request(site.origin, { timeoutMs: 150, maxRedirects: 1_000_000 });
  await expect(request).rejects.toMatchObject({ code: 'upstream-timeout' });
});

test('the resolver is inside the deadline', async () => {
  const client = makeClient({ resolve: () => new Promise(() => undefined) });
  const began = performance.now();
  await expect(client.request('http://slow.test/', { timeoutMs: 60 })).rejects.toMatchObject({
    code: 'upstream-timeout',
  });
  expect(performance.now() - began).toBeLessThan(5000);
});

test('an endless body is cut at the cap, and the connection with it', async () => {
  let closed: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (closed = resolve));
  const site = await startSite((_request, response) => {
    response.on('close', closed);
    const more = () => {
      while (response.write(Buffer.alloc(16_384)));
      response.once('drain', more);
    };
    more();
  });
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin, { maxBytes: 100_000 })).rejects.toMatchObject({
    code: 'upstream-too-large',
    status: 502,
  });
  await gone;
});

test('an announced length above the cap is not read at all', async () => {
  const site = await startSite((_request, response) =>
    response.writeHead(200, { 'content-length': '2000' }).write('x'),
  );
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin, { maxBytes: 1999 })).rejects.toMatchObject({ code: 'upstream-too-large' });
});

test('a body of exactly the cap is read', async () => {
  const site = await startSite(says('x'.repeat(2000)));
  const client = makeClient({ allowedOrigins: [site.origin] });
  expect((await client.request(site.origin, { maxBytes: 2000 })).body).toHaveLength(2000);
});

test('a truncated body is no answer', async () => {
  const site = await startSite((request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('only this');
    setImmediate(() => request.socket.destroy());
  });
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin)).rejects.toMatchObject({ code: 'upstream-unreachable', status: 502 });
});

test('a server that speaks no HTTP is unreachable', async () => {
  const server = createTcpServer((socket) => socket.resume().end('220 mail.test ESMTP\r\n'));
  const port = await listen(server);
  open.push(() => new Promise((resolve) => server.close(resolve)));
  const origin = `http://127.0.0.1:${String(port)}`;
  await expect(makeClient({ allowedOrigins: [origin] }).request(origin)).rejects.toMatchObject({
    code: 'upstream-unreachable',
  });
});

test('a refused connection is unreachable', async () => {
  const server = createTcpServer();
  const origin = `http://127.0.0.1:${String(await listen(server))}`;
  await new Promise((resolve) => server.close(resolve));
  await expect(makeClient({ allowedOrigins: [origin] }).request(origin)).rejects.toMatchObject({
    code: 'upstream-unreachable',
  });
});

test("the caller's own abort stays the caller's", async () => {
  const site = await startSite(() => undefined);
  const client = makeClient({ allowedOrigins: [site.origin] });
  const abort = new AbortController();
  const request = client.request(site.origin, { signal: abort.signal });
  abort.abort(new Error('not needed any more'));
  await expect(request).rejects.toThrow('not needed any more');
});

test('without leave to follow, a redirect is the answer', async () => {
  const site = await startSite((_request, response) => response.writeHead(302, { location: '/else' }).end());
  const response = await makeClient({ allowedOrigins: [site.origin] }).request(site.origin);
  expect([response.status, response.headers['location'], site.seen.length]).toEqual([302, '/else', 1]);
});

test('a redirect to a private address is refused', async () => {
  const secret = await startSite(says('secret'));
  const site = await startSite((_request, response) => response.writeHead(302, { location: secret.origin }).end());
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin, { maxRedirects: 3 })).rejects.toMatchObject({
    code: 'upstream-refused-address',
  });
  expect(secret.seen).toHaveLength(0);
});

test('credentials stay with the origin they were meant for', async () => {
  const there = await startSite(says('there'));
  const site = await startSite((_request, response) => response.writeHead(307, { location: there.origin }).end());
  const client = makeClient({ allowedOrigins: [site.origin, there.origin] });
  const headers = { Authorization: 'Bearer x', Cookie: 'sid=1', Accept: 'text/plain' };
  const response = await client.request(site.origin, { headers, maxRedirects: 1 });
  expect([response.text(), response.url]).toEqual(['there', `${there.origin}/`]);
  expect(site.seen[0]!.headers).toMatchObject({ authorization: 'Bearer x', cookie: 'sid=1' });
  expect(there.seen[0]!.headers).toMatchObject({ accept: 'text/plain' });
  expect(there.seen[0]!.headers).not.toHaveProperty('authorization');
  expect(there.seen[0]!.headers).not.toHaveProperty('cookie');
});

test('a circle of redirects ends', async () => {
  const site = await startSite((_request, response) => response.writeHead(302, { location: '/' }).end());
  const client = makeClient({ allowedOrigins: [site.origin] });
  await expect(client.request(site.origin, { maxRedirects: 2 })).rejects.toMatchObject({
    code: 'upstream-too-many-redirects',
  });
  expect(site.seen).toHaveLength(3);
});

test('a form that was sent is not sent again elsewhere', async () => {
  const site = await startSite((_request, response) => response.writeHead(302, { location: '/else' }).end());
  const client = makeClient({ allowedOrigins: [site.origin] });
  const response = await client.request(site.origin, { method: 'POST', body: 'x', maxRedirects: 3 });
  expect([response.status, site.seen.length]).toEqual([302, 1]);
});

test('an answer that was read is nobody’s, however long it might have taken', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const site = await startSite(says('x'.repeat(100_000)));
  const client = makeClient({ allowedOrigins: [site.origin] });
  const read = async () => new WeakRef((await client.request(site.origin, { timeoutMs: 60_000 })).body);
  const bodies = [await read(), await read(), await read()];
  const left = async () => {
    collect();
    return bodies.filter((body) => body.deref() !== undefined).length;
  };
  // The last one may still be in a register of the machine.
  expect(await eventually(left, (count) => count <= 1)).toBeLessThanOrEqual(1);
});
