import { connect } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { ask, type Answered } from './ask.js';
import { describeWithCaddy } from './describe-with-caddy.js';
import { domain, openStreet, type Front, type Seen, type Street } from './street.js';

const blog = `blog.${domain}`;
const seen = ({ body }: Answered) => JSON.parse(body.toString()) as Seen;
const hsts = 'max-age=63072000; includeSubDomains; preload';

describeWithCaddy('the Caddy before the edge', (caddy) => {
  let street: Street;
  beforeEach(async () => {
    street = await openStreet(caddy);
    for (const [index, app] of appNames.entries()) street.names.set(app, [`127.0.1.${index + 1}`]);
  });
  afterEach(() => street.close());

  /** Both proxies, one behind the other. */
  async function openBoth(): Promise<{ front: Front; asked: { port: number; ca: string } }> {
    const front = await street.startFront(await street.startEdge());
    return { front, asked: { port: front.httpsPort, ca: front.ca } };
  }

  test('leads six names to their services by TLS, and plain http to https', async () => {
    for (const index of appNames.keys()) await street.open(`127.0.1.${index + 1}`);
    const { front, asked } = await openBoth();
    for (const [index, app] of appNames.entries()) {
      const { at, url, headers } = seen(await ask({ ...asked, host: `${app}.${domain}`, path: '/a?b=c' }));
      expect([at, url, headers['host']]).toEqual([`127.0.1.${index + 1}`, '/a?b=c', `${app}.${domain}`]);
    }
    const plain = await ask({ port: front.httpPort, host: blog, path: '/a?b=c' });
    expect([plain.status, plain.headers.location]).toEqual([308, `https://${blog}/a?b=c`]);
  });

  test('the bare domain: WebFinger is federation’s, all else leads to the blog', async () => {
    for (const index of appNames.keys()) await street.open(`127.0.1.${index + 1}`);
    const { asked } = await openBoth();
    const path = `/.well-known/webfinger?resource=acct:fern@${domain}`;
    const { at, url, headers } = seen(await ask({ ...asked, host: domain, path }));
    expect([at, url, headers['host']]).toEqual([`127.0.1.5`, path, `federation.${domain}`]);
    const other = await ask({ ...asked, host: domain, path: '/bread/?a=b' });
    expect([other.status, other.headers.location]).toEqual([301, `https://blog.${domain}/bread/?a=b`]);
    expect(other.headers['strict-transport-security']).toBe(hsts);
  });

  test('the visitor’s address and scheme arrive through both, and no claim of the visitor’s does', async () => {
    await street.open('127.0.1.1');
    const { asked } = await openBoth();
    const claims = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'gopher', 'x-forwarded-host': 'evil.example' };
    for (const headers of [{}, claims]) {
      const told = seen(await ask({ ...asked, host: blog, from: '127.0.0.9', headers }));
      expect(told).toMatchObject({ client: '127.0.0.9' });
      expect(told.headers).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-host': blog });
      expect(told.headers['x-forwarded-for']).toBe('127.0.0.9');
    }
  });

  test('answers that come compressed go through both as they are', async () => {
    const squeezed = gzipSync('bread '.repeat(1_000));
    await street.open('127.0.1.1', (_request, response) => {
      response.setHeader('content-encoding', 'gzip').setHeader('etag', '"g"').end(squeezed);
    });
    const { asked } = await openBoth();
    for (const headers of [{ 'accept-encoding': 'gzip, br, zstd' }, {}]) {
      const answer = await ask({ ...asked, host: blog, headers: headers as Record<string, string> });
      expect([answer.headers['content-encoding'], answer.headers.etag]).toEqual(['gzip', '"g"']);
      expect(answer.body.equals(squeezed)).toBe(true);
    }
  });

  test('speaks HTTP/2, and offers HTTP/3', async () => {
    await street.open('127.0.1.1');
    const { asked } = await openBoth();
    const session = connect(`https://127.0.0.1:${asked.port}`, { ca: asked.ca, servername: blog });
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      session.once('error', reject);
      session.request({ ':authority': blog, ':path': '/' }).once('response', resolve).resume();
    });
    session.close();
    expect(headers).toMatchObject({ ':status': 200, 'alt-svc': expect.stringContaining('h3=') });
  });

  test('where no edge is, the page that asks again is shown', async () => {
    const front = await street.startFront(1);
    const asked = { port: front.httpsPort, ca: front.ca };
    for (const method of ['GET', 'POST']) {
      const { status, headers, body } = await ask({ ...asked, host: blog, method });
      expect([status, headers['retry-after'], headers['strict-transport-security']]).toEqual([503, '30', hsts]);
      expect(body.toString()).toMatch('<title>Back in a moment</title>');
    }
    expect((await ask({ ...asked, host: domain, path: '/.well-known/webfinger' })).status).toBe(503);
  });

  test('a form that was broken off is not sent twice', async () => {
    const heard: string[] = [];
    await street.open('127.0.1.1', (request) => {
      heard.push(request.method ?? '');
      request.socket.destroy();
    });
    const { asked } = await openBoth();
    expect((await ask({ ...asked, host: blog, method: 'POST', body: 'bread=2' })).status).toBe(503);
    expect(heard).toEqual(['POST']);
  });

  test('a body that is larger than anything we take is cut off', async () => {
    await street.open('127.0.1.1', (request, response) => {
      request.resume().once('end', () => response.end('taken'));
    });
    const { asked } = await openBoth();
    const status = (size: number) =>
      ask({ ...asked, host: blog, method: 'POST', body: 'x'.repeat(size) }).then((answer) => answer.status, String);
    expect(await status(1_000_000)).toBe(200);
    expect(await status(65_000_000)).not.toBe(200);
  });
});
