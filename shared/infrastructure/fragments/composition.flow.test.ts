import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { wireAll } from '../../testing/registry-under-test.js';
import { sampleApp } from '../../testing/sample-app.js';
import { defineView } from '../views/define-view.js';
import { errorView, type ErrorModel } from '../views/error-view.js';
import { decodeFragment } from './wire-format.js';

/** Stands where the market is, and does what the test wants. */
let market: Server;
let listener: RequestListener;
let asked: number;
let under: AppUnderTest;

const deadlineMs = 150;

const model: ErrorModel = {
  ...{ status: 200, code: 'sample', sentence: 'A page.' },
  ...{ fields: [], retryAfterSeconds: null },
};

const app = {
  ...sampleApp(),
  views: [defineView('pages/error', {})],
  routes: [
    (router: Parameters<ReturnType<typeof sampleApp>['routes'][number]>[0]) => {
      router.get('/front/:limit', async (ctx) => {
        const limit = Number((ctx as unknown as { params: { limit: string } }).params.limit);
        const { shelf } = await ctx.compose({ shelf: { type: 'market/shelf', params: { limit, level: 2 } } });
        await ctx.render(errorView, { ...model, sentence: shelf.html.toString() });
      });
    },
  ],
};

const good: RequestListener = (request, response) => {
  const wanted = new URL(request.url ?? '', 'http://x').searchParams.getAll('f').map((text) => decodeFragment(text));
  const answers = wanted.map((one) => ({
    ...{ type: one?.type, status: 200, tags: ['products'], ttl: 60 },
    html: `<section data-fragment="${one?.type}"><p>Bread ${asked}</p></section>`,
  }));
  response.end(JSON.stringify(answers));
};

beforeAll(async () => {
  market = await new Promise((resolve) => {
    const server = createServer((request, response) => {
      asked += 1;
      listener(request, response);
    }).listen(0, '127.0.0.1', () => resolve(server));
  });
  const origin = `http://127.0.0.1:${(market.address() as AddressInfo).port}`;
  under = await startAppUnderTest(app, wireAll, { env: { INTERNAL_URLS: `market=${origin}` } });
});

let limit = 0;

beforeEach(async () => {
  listener = good;
  // Whatever an earlier test did to the breaker is over once an answer comes again.
  await eventually(
    () => front((limit += 1)),
    ({ text }) => text.includes('Bread'),
  );
  limit += 1;
  asked = 0;
});

afterAll(async () => {
  await under.stop();
  market.closeAllConnections();
  market.close();
});

/** Each number is another fragment. */
const front = (number: number) => under.ask(`/front/${number}`, { headers: { accept: 'text/html' } });

const hangs: RequestListener = () => undefined;

/** A busy machine can hold up any of them; three are too few for the breaker to spare us the wait. */
async function quickestOfThree() {
  const tries: { answer: Awaited<ReturnType<typeof front>>; tookMs: number }[] = [];
  for (let n = 0; n < 3; n += 1) {
    const began = performance.now();
    const answer = await front((limit += 1));
    tries.push({ answer, tookMs: performance.now() - began });
  }
  return tries.reduce((one, other) => (one.tookMs < other.tookMs ? one : other));
}

describe('a page whose neighbour', () => {
  test.each<[string, RequestListener]>([
    ['hangs before the headers', hangs],
    ['stalls in the body', (_, response) => void response.write('[{"type":"market/shelf","status":200,"html":"<sec')],
    ['answers 500', (_, response) => void response.writeHead(500).end('oh')],
    ['answers garbage', (_, response) => void response.end('<!doctype html>')],
    ['answers another fragment', (_, response) => void response.end('[{"type":"cart/mini","status":200}]')],
    ['answers 10 MB', (_, response) => void response.end('x'.repeat(10_000_000))],
    ['hangs up', (request) => request.socket.destroy()],
  ])('%s is whole and in time, and says so', async (_, behaviour) => {
    listener = behaviour;
    const { answer, tookMs } = await quickestOfThree();
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('data-fragment=&quot;market/shelf&quot; data-fragment-state=&quot;fallback&quot;');
    expect(answer.text).toContain('</html>');
    expect(tookMs).toBeLessThan(deadlineMs + 500);
    expect(answer.headers['server-timing']).toContain('market-shelf;desc="fallback"');
    listener = good;
    await eventually(
      () => front(limit),
      ({ text }) => text.includes('Bread'),
    );
  });

  test('was late finds its answer in time for the next', async () => {
    listener = (request, response) => void setTimeout(() => good(request, response), deadlineMs * 2);
    expect((await front(limit)).text).toContain('fallback');
    const next = await eventually(
      () => front(limit),
      ({ text }) => text.includes('Bread'),
    );
    expect(next.headers['server-timing']).toMatch(/market-shelf;desc="(memory|shared|upstream)"/);
    expect(asked).toBe(1);
  });

  test('never answers does not cost every page the whole deadline', async () => {
    listener = hangs;
    for (let n = 0; n < 5; n += 1) await front((limit += 1));
    const quick = await eventually(
      async () => {
        const began = performance.now();
        await front((limit += 1));
        return performance.now() - began;
      },
      (tookMs) => tookMs < deadlineMs / 2,
    );
    expect(quick).toBeLessThan(deadlineMs);
  });
});

test('the header is composed on every page, and shown plain to strangers', async () => {
  const { text, headers } = await front(limit);
  expect(text).toContain('data-fragment="cart/mini"');
  expect(text).toContain('data-fragment="account/menu"');
  expect(headers['server-timing']).toContain('account-menu;desc="nobody"');
});

test('metrics say what became of each', async () => {
  const metrics = async () => {
    const answer = await fetch(`${under.internalUrl}/metrics`);
    return answer.text();
  };
  await front(limit);
  await front(limit);
  expect(await metrics()).toMatch(/fragments_shown_total\{type="market\/shelf",outcome="hit".*\} [1-9]/);
});

test('the internal listener answers fragments to signed callers only', async () => {
  for (const path of ['/internal/fragments/cart/mini', '/internal/fragments?f=market/shelf~e30']) {
    expect((await fetch(under.internalUrl + path)).status).toBe(401);
    expect((await under.ask(path)).status).toBe(404);
  }
});
