import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../log/log.js';
import type { Metrics } from '../../metrics/metrics.js';
import type { Visitors } from '../flood-limit.js';
import { isOurs, type HostRules } from '../host-allow-list.js';
import { isStranger } from '../session/cookies.js';
import { continueTrace } from '../trace.js';
import { fromMemory, type PageCache } from './page-cache.js';
import { etagOf, headersOfPages, pickCoding, type Coding, type StoredPage } from './stored-page.js';

export interface DoorstepOptions {
  pages: PageCache;
  hosts: HostRules;
  visitors: Visitors;
  /** Whether nothing but the app's own word on that is to be said. */
  isClosed: () => boolean;
  /** Headers that every answer carries. */
  everyHeader: Readonly<Record<string, string>>;
  metrics: Metrics;
  log: Log;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

const labels = { method: 'GET', route: 'page cache', status: 200 } as const;
/** What makes a request more than a question for the page at an address. */
const asksMore = ['if-none-match', 'if-modified-since', 'content-length', 'transfer-encoding'];

/**
 * Answers a stranger's plain request for a page that is in memory before the app is troubled with it, with what the app
 * would say: by the same host rules and flood counts, with the same headers, log line and measurement. Everything else
 * goes on to the app, also HEAD, parameters, and whoever has the page already.
 */
export function doorstep(options: DoorstepOptions, app: Handler): Handler {
  const { pages, hosts, visitors } = options;
  return function answerOrPassOn(request, response) {
    const { host = '', cookie = '' } = request.headers;
    if (options.isClosed() || !isPlain(request) || !isOurs(host, hosts) || !isStranger(cookie)) {
      return app(request, response);
    }
    const page = pages.recallPlain(host, request.url ?? '', cookie);
    // What is one too many the app refuses, in its own words.
    if (page === undefined || visitors.count(request) > 0) return app(request, response);
    send(options, request, response, page);
    return undefined;
  };
}

function isPlain({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && !url.includes('?') && !asksMore.some((name) => headers[name] !== undefined);
}

function send(
  { everyHeader, metrics, log }: DoorstepOptions,
  request: IncomingMessage,
  response: ServerResponse,
  page: StoredPage,
): void {
  const began = performance.now();
  const requestId = randomUUID();
  metrics.inFlight.inc();
  response.on('close', () => {
    const ms = performance.now() - began;
    metrics.inFlight.dec();
    metrics.requests.observe(labels, ms / 1000);
    const { traceId } = continueTrace(request.headers['traceparent'] as string | undefined);
    const aborted = response.writableFinished ? {} : { aborted: true };
    log.info({ requestId, traceId, ...labels, ms: Math.round(ms * 10) / 10, ...aborted }, 'answered');
  });
  const coding = pickCoding(page, request.headers['accept-encoding']);
  page.sent ??= {};
  const headers = (page.sent[coding] ??= listHeaders(page, coding, everyHeader));
  response.writeHead(200, [...headers, 'x-request-id', requestId]).end(page.bodies[coding]);
}

function listHeaders(page: StoredPage, coding: Coding, everyHeader: DoorstepOptions['everyHeader']): string[] {
  const headers = {
    ...everyHeader,
    ...headersOfPages,
    ...page.headers,
    etag: etagOf(page, coding),
    'server-timing': fromMemory,
    'content-type': page.type,
    'content-length': String(page.bodies[coding]?.length),
    ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
  };
  return Object.entries(headers).flat();
}
