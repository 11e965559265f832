import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { sampleApp, wireNothing } from '../../testing/sample-app.js';

let app: AppUnderTest;
const own = { 'sec-fetch-site': 'same-origin' };
const formType = { ...own, 'content-type': 'application/x-www-form-urlencoded' };
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

beforeAll(async () => {
  app = await startAppUnderTest(sampleApp(), wireNothing);
});

afterAll(() => app.stop());

describe('every answer', () => {
  test('carries a request id of our own making', async () => {
    const first = await app.ask('/hello/fern', { headers: { 'x-request-id': 'mine' } });
    const second = await app.ask('/hello/fern');
    expect(first.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });

  test('carries the security headers, without room for inline script', async () => {
    const { headers } = await app.ask('/hello/fern');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['content-security-policy']).toContain('http://cart.rose.localhost');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('the refusals at the door included', async () => {
    const foreign = await app.ask('/hello/fern', { headers: { host: 'evil.example' } });
    const large = await app.ask('/form', { method: 'POST', headers: formType, body: 'name='.padEnd(1_048_577, 'x') });
    expect([foreign.status, large.status]).toEqual([421, 413]);
    for (const { headers } of [foreign, large]) {
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['x-request-id']).toBeDefined();
    }
  });

  test('goes on with the trace of the caller, in the log too', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { headers } = await app.ask('/hello/fern', { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
    const line = await eventually(
      () => app.logLines.find((each) => each['requestId'] === headers['x-request-id']),
      (found) => found !== undefined,
    );
    expect(line).toMatchObject({ traceId, route: '/hello/:who', status: 200 });
  });
});

describe('the door', () => {
  test.each([
    ['evil.example', 421],
    ['blog.rose.localhost.evil.example', 421],
    ['rose.localhost', 421],
    ['market.rose.localhost', 421],
    ['BLOG.rose.localhost', 200],
    ['blog.rose.localhost:8000', 200],
  ])('Host %s gets %i', async (host, status) => {
    const answer = await app.ask('/hello/fern', { headers: { host } });
    expect(answer.status).toBe(status);
    expect(answer.headers['x-request-id']).toBeDefined();
  });

  test('a body that announces itself as too large is refused unread', async () => {
    const answer = await app.ask('/form', { method: 'POST', headers: formType, body: 'name='.padEnd(1_048_577, 'x') });
    expect(answer.status).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'too-large', status: 413 });
  });

  test('so is one that says nothing and goes on and on', async () => {
    const answer = await request(`${app.publicUrl}/form`, {
      method: 'POST',
      headers: { ...formType, host: 'blog.rose.localhost' },
      body: Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(1024, 'x'))),
    });
    expect(answer.statusCode).toBe(413);
    await answer.body.dump();
  });

  test.each([
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://blog.rose.localhost' }, 403],
    [{ origin: 'http://market.rose.localhost' }, 403],
    [{}, 403],
    [{ origin: 'http://blog.rose.localhost' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
  ])('an unsafe request with %j gets %i', async (headers: Record<string, string>, status) => {
    const answer = await app.ask('/form', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"name":"Fern"}',
    });
    expect(answer.status).toBe(status);
  });
});

describe('what does not fit', () => {
  const post = (body: string, type = 'application/json') =>
    app.ask('/form', { method: 'POST', headers: { ...own, 'content-type': type }, body });

  test('names the field and what is allowed', async () => {
    const answer = await post('{"name":""}');
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'input', errors: [{ field: 'name', detail: 'Say a name.' }] });
  });

  test('broken JSON and foreign types have answers of their own', async () => {
    expect((await post('{"name"')).status).toBe(400);
    expect((await post('name: Fern', 'text/yaml')).status).toBe(415);
  });

  test('a form arrives parsed', async () => {
    const answer = await post('name=Fern&age=7', 'application/x-www-form-urlencoded');
    expect(answer.json()).toEqual({ name: 'Fern', age: 7 });
  });
});

describe('errors', () => {
  test('nobody at home: 404, for machines as problem details with the request id', async () => {
    const answer = await app.ask('/nothing-here');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found', requestId: answer.headers['x-request-id'] });
  });

  test('for browsers as a page with the request id', async () => {
    const answer = await app.ask('/nothing-here', { headers: browser });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain(String(answer.headers['x-request-id']));
    expect(answer.text).toContain('<main');
  });

  test('the wrong method: 405 that says which would do', async () => {
    const answer = await app.ask('/hello/fern', { method: 'DELETE', headers: own });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toContain('GET');
  });

  test.each([browser, { accept: 'application/json' }])(
    'what broke inside stays inside',
    async (headers: Record<string, string>) => {
      const answer = await app.ask('/boom', { headers });
      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(/hunter2|wren@|at .*\.js/);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['cache-control']).toBe('no-store');
      const logged = app.logLines.find((line) => line['requestId'] === answer.headers['x-request-id'] && line['err']);
      expect(logged).toMatchObject({ code: 'internal', err: { message: 'the password is hunter2' } });
    },
  );
});

describe('operators', () => {
  test('health and metrics, each where it belongs', async () => {
    const health = await app.ask('/healthz', { headers: { host: `127.0.0.1` } });
    expect(health.status).toBe(421);
    expect((await app.ask('/healthz')).json()).toMatchObject({ status: 'ok', service: 'blog', role: 'all' });
    expect((await app.ask('/metrics')).status).toBe(404);
    const metrics = await (await request(`${app.internalUrl}/metrics`)).body.text();
    expect(metrics.split('\n').filter((line) => line.startsWith('http_request_duration_seconds_count'))).toContainEqual(
      expect.stringContaining('route="/hello/:who"'),
    );
    expect((await request(`${app.internalUrl}/hello/fern`)).statusCode).toBe(404);
  });

  test('log lines hold no address, no query and no name from the path', async () => {
    await app.ask('/hello/tern-the-secret?mail=tern%40example.net', {
      headers: { 'user-agent': 'telltale', cookie: 'sid=abc' },
    });
    const answer = await app.ask('/hello/last');
    await eventually(
      () => app.logLines.some((line) => line['requestId'] === answer.headers['x-request-id']),
      (found) => found,
    );
    const telltales = /tern-the-secret|example\.net|telltale|sid=abc|127\.0\.0\.1/;
    expect(app.logLines.filter((line) => telltales.test(JSON.stringify(line)))).toEqual([]);
  });
});
