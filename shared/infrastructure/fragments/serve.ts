import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppName } from '../../contracts/apps.js';
import { fragmentPolicies, type FragmentType } from '../../contracts/fragments.js';
import type { Log } from '../log/log.js';
import type { CallerKeys } from './caller/sign.js';
import { NoSuchFragment, type ShowFragment } from './show-fragment.js';
import { decodeFragment, type FragmentAnswer } from './wire-format.js';

const path = '/internal/fragments';
const mostInBatch = 24;

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface ServeOptions {
  showFragment: ShowFragment;
  keys: CallerKeys;
  service: AppName;
  log: Log;
}

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/**
 * `GET /internal/fragments/<type>` answers one fragment as HTML, `GET /internal/fragments?f=...&f=...` several as JSON,
 * each with a status of its own. Only for signed callers, and only on the internal listener, where everything else goes
 * on to `others`. Between Node and the fragments stands nothing: every cold page waits for this.
 */
export function serveFragments(options: ServeOptions, others: Handler): Handler {
  return function answerFragments(request, response) {
    const [given = '', query = ''] = (request.url ?? '').split('?');
    if (given !== path && !given.startsWith(`${path}/`)) return others(request, response);
    return answer(options, request, given, query).then(
      (made) => send(request, response, made),
      (error: unknown) => {
        options.log.error({ err: error, ...namesOf(request) }, 'fragments could not be answered');
        send(request, response, refusal(500, 'Something broke on our side.'));
      },
    );
  };
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
  const bytes = Buffer.from(body);
  const about = { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8', ...headers };
  response.writeHead(status, { ...about, 'content-length': bytes.length }).end(method === 'HEAD' ? undefined : bytes);
}

const refusal = (status: number, sentence: string): Answer => ({ status, body: `${sentence}\n` });

async function answer(options: ServeOptions, request: IncomingMessage, given: string, query: string): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const caller = options.keys.verify(method, url, (name) => String(headers[name] ?? ''), Date.now());
  if (caller === null) return refusal(401, 'The caller is not known, or its clock is off.');
  if (!['GET', 'HEAD'].includes(method)) return refusal(405, 'Fragments are only read.');
  const make = maker(options, caller.subject, request);
  const asked = new URLSearchParams(query);
  return given === path ? answerBatch(make, asked.getAll('f')) : answerOne(make, given, asked, options.service);
}

type Make = (type: string, params: unknown) => Promise<FragmentAnswer>;

async function answerOne(make: Make, given: string, query: URLSearchParams, service: AppName): Promise<Answer> {
  const type = given.slice(path.length + 1);
  const full = type.includes('/') ? type : `${service}/${type}`;
  const { status, html, tags, ttl } = await make(full, fromQuery(query));
  if (status !== 200) return refusal(status, `No such fragment, or not like this: ${full}.`);
  const headers = { 'x-rose-tags': tags.join(' '), 'x-rose-ttl': String(ttl) };
  return { status, body: html, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } };
}

async function answerBatch(make: Make, asked: readonly string[]): Promise<Answer> {
  if (asked.length === 0 || asked.length > mostInBatch) return refusal(400, `Ask for 1 to ${mostInBatch} fragments.`);
  const made = await Promise.all(
    asked.map((text) => {
      const { type, params } = decodeFragment(text) ?? { type: text, params: undefined };
      return make(type, params);
    }),
  );
  return { status: 200, body: JSON.stringify(made), headers: { 'content-type': 'application/json; charset=utf-8' } };
}

/** What goes wrong with one stays with it. */
function maker({ showFragment, log }: ServeOptions, subject: string, request: IncomingMessage): Make {
  return async function make(type, params) {
    try {
      const { html, tags } = await showFragment(type, params, subject);
      return { type, status: 200, html, tags: [...tags], ttl: fragmentPolicies[type as FragmentType].ttlMs / 1000 };
    } catch (error) {
      const status = error instanceof NoSuchFragment ? error.status : 500;
      if (status === 500) log.error({ err: error, fragment: type, ...namesOf(request) }, 'a fragment failed');
      return { type, status, html: '', tags: [], ttl: 0 };
    }
  };
}

/** Of the page that asks, which its signature vouches for. */
function namesOf({ headers }: IncomingMessage): { requestId?: unknown; traceparent?: unknown } {
  return { requestId: headers['x-request-id'], traceparent: headers['traceparent'] };
}

/** By hand and in tests: `?limit=3`. Numbers are numbers there. */
function fromQuery(query: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries([...query].map(([name, value]) => [name, /^\d{1,9}$/.test(value) ? Number(value) : value]));
}
