import type { Dispatcher } from 'undici';
import { AppError } from '../../../lib/errors.js';
import type { Agents } from './choose-agent.js';
import type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse } from './http-client.js';
import { leanGet } from './lean-get.js';
import { readBody } from './read-body.js';
import { redirectOf } from './redirect-of.js';
import {
  upstreamRefusedAddress,
  upstreamTimeout,
  upstreamTooManyRedirects,
  upstreamUnreachable,
} from './upstream-errors.js';

const defaults = { timeoutMs: 10_000, maxBytes: 1024 * 1024, maxRedirects: 0 };

/**
 * The way out to other servers: one deadline over everything, a cap on what is read, no private addresses except the
 * operator's own, no surprise redirects. One for each process; its connections are kept open between requests.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  let agents: Promise<Agents> | null = null;
  // Loaded by the first request: most of what the library costs is its loading, and six processes start at once.
  const openAgents = () => (agents ??= import('./choose-agent.js').then(({ createAgents }) => createAgents(options)));
  const userAgent = `RoseAsh/${options.version} (+${options.baseUrl})`;
  return {
    request: (url, request = {}) => requestWithDeadline(openAgents, userAgent, url, request),
    get: async (origin, path, request) => leanGet((await openAgents()).trust(origin), { ...request, origin, path }),
    prepare: async () => {
      await openAgents();
    },
    close: () => {
      void agents?.then((opened) => opened.close());
    },
  };
}

async function requestWithDeadline(
  openAgents: () => Promise<Agents>,
  userAgent: string,
  url: string | URL,
  request: HttpRequest,
): Promise<HttpResponse> {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? defaults.timeoutMs);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  const aborted = untilAborted(signal);
  try {
    const answer = follow(await openAgents(), parseUrl(url), {
      ...request,
      headers: headersOf(request, userAgent),
      signal,
    });
    // undici listens to the signal only once it is connected; a name that never resolves would outlast the deadline.
    return await Promise.race([answer, aborted.rejects]);
  } catch (error) {
    if (error instanceof AppError) throw error;
    request.signal?.throwIfAborted();
    throw deadline.aborted ? upstreamTimeout(error) : upstreamUnreachable(error);
  } finally {
    aborted.forget();
  }
}

/** Who is not told to forget holds the answer, its whole body, until the deadline comes. */
function untilAborted(signal: AbortSignal): { rejects: Promise<never>; forget: () => void } {
  const { promise, reject } = withResolvers();
  const abort = () => {
    reject(signal.reason as Error);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return {
    rejects: promise,
    forget: () => {
      signal.removeEventListener('abort', abort);
    },
  };
}

function withResolvers(): { promise: Promise<never>; reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, refuse) => (reject = refuse));
  return { promise, reject };
}

function parseUrl(url: string | URL): URL {
  if (!URL.canParse(String(url))) throw upstreamRefusedAddress('what is no address');
  return new URL(url);
}

function headersOf({ headers = {}, trace = {} }: HttpRequest, userAgent: string): Record<string, string> {
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    'user-agent': userAgent,
    ...(trace.requestId === undefined ? {} : { 'x-request-id': trace.requestId }),
    ...(trace.traceparent === undefined ? {} : { traceparent: trace.traceparent }),
    ...lowerCase,
  };
}

async function follow(agents: Agents, start: URL, request: HttpRequest): Promise<HttpResponse> {
  const maxRedirects = request.maxRedirects ?? defaults.maxRedirects;
  let hop = { url: start, headers: request.headers ?? {} };
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const response = await ask(agents.choose(hop.url), hop.url, { ...request, headers: hop.headers });
    const next = maxRedirects > 0 ? redirectOf(response, request.method ?? 'GET', hop) : null;
    if (!next) return response;
    hop = next;
  }
  throw upstreamTooManyRedirects(maxRedirects);
}

async function ask(agent: Dispatcher, url: URL, request: HttpRequest): Promise<HttpResponse> {
  const answer = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method ?? 'GET',
    headers: { ...request.headers },
    body: request.body ?? null,
    signal: request.signal,
  });
  const headers = joinValues(answer.headers);
  // An answer to HEAD names the length of a body that does not come.
  const announced = request.method === 'HEAD' ? undefined : headers['content-length'];
  const body = await readBody(answer.body, announced, request.maxBytes ?? defaults.maxBytes);
  return {
    status: answer.statusCode,
    url: url.href,
    headers,
    body,
    text: () => body.toString('utf8'),
    json: () => JSON.parse(body.toString('utf8')) as unknown,
  };
}

function joinValues(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}
