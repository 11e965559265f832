import { Agent, type IncomingMessage, type RequestListener } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { closeServer } from '../../dev/process/close-server.js';
import { eventually } from '../../testing/eventually.js';
import { ask, type Answered } from './ask.js';
import { describeWithCaddy } from './describe-with-caddy.js';
import { domain, openStreet, type Seen, type Street } from './street.js';

const blog = `blog.${domain}`;
const seen = ({ body }: Answered) => JSON.parse(body.toString()) as Seen;

describeWithCaddy('the edge', (caddy) => {
  let street: Street;
  beforeEach(async () => {
    street = await openStreet(caddy);
  });
  afterEach(() => street.close());

  test('leads each name to its service, in any case and with any port, and knows no other', async () => {
    for (const [index, app] of appNames.entries()) {
      street.names.set(app, [`127.0.1.${index + 1}`]);
      await street.open(`127.0.1.${index + 1}`);
    }
    const port = await street.startEdge();
    for (const [index, app] of appNames.entries()) {
      const asked = { port, path: '/a?b=c' };
      const { at, url, headers } = seen(await ask({ ...asked, host: `${app}.${domain}` }));
      expect([at, url, headers['host']]).toEqual([`127.0.1.${index + 1}`, '/a?b=c', `${app}.${domain}`]);
      const shouted = `${app.toUpperCase()}.Rose.Test:8080`;
      expect(seen(await ask({ ...asked, host: shouted })).at).toBe(`127.0.1.${index + 1}`);
    }
    for (const host of [domain, 'db.rose.test', 'blog.evil.example', '127.0.0.1']) {
      expect((await ask({ port, host })).status).toBe(421);
    }
  });

  test('a proxy on a private network says who the visitor is, what the visitor claims before that counts for nothing', async () => {
    street.names.set('blog', ['127.0.1.1']);
    await street.open('127.0.1.1');
    const asked = { port: await street.startEdge(), host: blog };
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-proto': 'https' };
    const told = seen(await ask({ ...asked, headers }));
    expect([told.client, told.headers['x-forwarded-proto']]).toEqual(['203.0.113.9', 'https']);
    expect(seen(await ask({ ...asked, from: '127.0.0.7' })).client).toBe('127.0.0.7');
  });

  test('whoever is no proxy of ours is the visitor, whatever they claim', async () => {
    street.names.set('blog', ['127.0.1.1']);
    await street.open('127.0.1.1');
    const asked = { port: await street.startEdge('127.0.0.1/32'), host: blog };
    const headers = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' };
    const told = seen(await ask({ ...asked, headers, from: '127.0.0.9' }));
    expect(told).toMatchObject({ client: '127.0.0.9', headers: { 'x-forwarded-proto': 'http' } });
    expect(told.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.9', 'x-forwarded-host': blog });
    expect(seen(await ask({ ...asked, headers, from: '127.0.0.1' })).client).toBe('6.6.6.6');
  });

  test('what comes compressed goes on as it is, and nobody is asked for what the visitor did not ask for', async () => {
    const squeezed = brotliCompressSync('bread '.repeat(1_000));
    const answer: RequestListener = ({ headers }, response) => {
      if (headers['accept-encoding'] === undefined) response.end('bread');
      else response.setHeader('content-encoding', 'br').setHeader('etag', '"b"').end(squeezed);
    };
    street.names.set('blog', ['127.0.1.1']);
    await street.open('127.0.1.1', answer);
    const asked = { port: await street.startEdge(), host: blog };
    const { headers, body } = await ask({ ...asked, headers: { 'accept-encoding': 'br, gzip' } });
    expect([headers['content-encoding'], headers.etag, body.equals(squeezed)]).toEqual(['br', '"b"', true]);
    expect((await ask(asked)).body.toString()).toBe('bread');
  });

  test('where nobody answers, the page that asks again is shown, to whoever sends something too', async () => {
    const port = await street.startEdge();
    for (const method of ['GET', 'POST']) {
      const { status, headers, body } = await ask({ port, host: blog, path: '/x/', method });
      expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '30', 'no-store']);
      expect(body.toString()).toMatch('<title>Back in a moment</title>');
    }
  });

  test('what a service says of itself is not replaced', async () => {
    street.names.set('blog', ['127.0.1.1']);
    await street.open('127.0.1.1', (_request, response) => response.writeHead(503).end('closed for repairs'));
    const { status, body } = await ask({ port: await street.startEdge(), host: blog });
    expect([status, body.toString()]).toEqual([503, 'closed for repairs']);
  });

  test('while one container after the other is replaced, no GET fails', async () => {
    street.names.set('blog', ['127.0.1.1', '127.0.1.2']);
    const old = [await street.open('127.0.1.1'), await street.open('127.0.1.2')];
    const asked = { port: await street.startEdge(), host: blog, agent: new Agent({ keepAlive: true }) };
    const statuses = new Map<number, number>();
    const places = new Set<string>();
    let going = true;
    const visit = async () => {
      while (going) {
        const answer = await ask(asked).catch(() => ({ status: 0, headers: {}, body: Buffer.from('{}') }));
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 200) places.add(seen(answer).at);
      }
    };
    const visitors = [visit(), visit(), visit(), visit()];
    const until = async (more: number) => {
      const aim = (statuses.get(200) ?? 0) + more;
      await eventually(
        () => statuses.get(200) ?? 0,
        (count) => count >= aim,
      );
    };
    await until(50);
    for (const [index, server] of old.entries()) {
      await street.open(`127.0.1.${index + 3}`);
      // It is gone before the names say so, as when a machine is lost.
      await closeServer(server);
      await until(100);
      street.names.set('blog', ['127.0.1.3', `127.0.1.${index === 0 ? 2 : 4}`]);
      await eventually(() => places.has(`127.0.1.${index + 3}`), Boolean);
    }
    going = false;
    await Promise.all(visitors);
    asked.agent.destroy();
    expect([...statuses.keys()]).toEqual([200]);
    expect([...places].sort()).toEqual(['127.0.1.1', '127.0.1.2', '127.0.1.3', '127.0.1.4']);
  });

  test('a form reaches the next one where no connection came about, whole', async () => {
    const bodies: string[] = [];
    const take: RequestListener = (request, response) => {
      let text = '';
      request.on('data', (piece: Buffer) => (text += piece.toString()));
      request.on('end', () => {
        bodies.push(text);
        response.end('thanks');
      });
    };
    street.names.set('blog', ['127.0.1.1', '127.0.1.2']);
    await street.open('127.0.1.2', take);
    const asked = { port: await street.startEdge(), host: blog, method: 'POST', body: 'bread=2' };
    const answers = [await ask(asked), await ask(asked), await ask(asked), await ask(asked)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(bodies).toEqual(['bread=2', 'bread=2', 'bread=2', 'bread=2']);
  });

  test('one that was broken off half way is sent again when it only reads, and never when it may do something', async () => {
    const heard: string[] = [];
    const breakOff = (request: IncomingMessage) => {
      heard.push(request.method ?? '');
      request.socket.destroy();
    };
    street.names.set('blog', ['127.0.1.1', '127.0.1.2']);
    await street.open('127.0.1.1', breakOff);
    await street.open('127.0.1.2', (request, response) => {
      if (request.method === 'GET') response.end('here');
      else breakOff(request);
    });
    const asked = { port: await street.startEdge(), host: blog };
    for (let i = 0; i < 4; i += 1) expect((await ask(asked)).status).toBe(200);
    expect(heard).toContain('GET');
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      heard.length = 0;
      expect((await ask({ ...asked, method, body: 'x' })).status).toBe(503);
      expect(heard).toEqual([method]);
    }
  });
});
