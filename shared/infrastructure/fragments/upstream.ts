import type { AppName } from '../../contracts/apps.js';
import type { FragmentType } from '../../contracts/fragments.js';
import type { HttpClient } from '../http/client/http-client.js';
import { Breaker } from '../../lib/breaker.js';
import type { Made } from './cache/fragment-cache.js';
import type { CallerKeys } from './caller/sign.js';
import { fragmentHtml } from './fragment-html.js';
import { batchAnswerSchema, encodeFragment, type FragmentAnswer } from './wire-format.js';

/** One fragment to be asked of its owner. */
export interface UpstreamAsk {
  type: FragmentType;
  params: object;
}

export interface UpstreamOptions {
  app: AppName;
  /** Origin of the owner's internal listener. */
  origin: string;
  /** Who asks. */
  self: AppName;
  keys: CallerKeys;
  http: HttpClient;
}

export interface Trace {
  requestId?: string;
  traceparent?: string;
}

/** The longest that anybody goes on waiting; pages have given up long before, but the next page may use the answer. */
const longestMs = 1_000;
const mostBytes = 1024 * 1024;
const mostBytesOfOne = 128 * 1024;

/** Another service's fragments: one request for all that are wanted, bounded in time and bytes, behind a breaker. */
export class Upstream {
  readonly breaker = new Breaker({ failures: 5, openMs: 500, longestMs: 10_000, now: () => performance.now() });

  constructor(private readonly options: UpstreamOptions) {}

  /** In the order asked. Rejects as a whole when the owner does not answer; one that it refuses fails alone. */
  async ask(subject: string, asks: readonly UpstreamAsk[], trace: Trace): Promise<PromiseSettledResult<Made>[]> {
    const { app } = this.options;
    if (!this.breaker.tryEnter()) throw new Error(`${app} did not answer lately and is left alone for a moment`);
    try {
      const answers = await this.#request(subject, asks, trace);
      this.breaker.succeed();
      return asks.map(({ type }, index) => settle(type, answers[index]));
    } catch (error) {
      this.breaker.fail();
      throw error;
    }
  }

  async #request(subject: string, asks: readonly UpstreamAsk[], trace: Trace): Promise<FragmentAnswer[]> {
    const { origin, self, keys, http, app } = this.options;
    const wanted = asks.map(({ type, params }) => `f=${encodeFragment(type, params)}`);
    const target = `/internal/fragments?${wanted.join('&')}`;
    const signed = keys.sign('GET', target, { app: self, subject }, Date.now());
    const { requestId, traceparent } = trace;
    if (requestId !== undefined) signed['x-request-id'] = requestId;
    if (traceparent !== undefined) signed['traceparent'] = traceparent;
    const { status, body } = await http.get(origin, target, {
      headers: signed,
      timeoutMs: longestMs,
      maxBytes: mostBytes,
    });
    if (status !== 200) throw new Error(`${app} answered ${status} to a request for fragments`);
    return batchAnswerSchema.parse(JSON.parse(body.toString('utf8')));
  }
}

function settle(type: string, answer: FragmentAnswer | undefined): PromiseSettledResult<Made> {
  if (answer?.type !== type) return refuse(`no answer about ${type}`);
  if (answer.status !== 200) return refuse(`${type} was answered with ${answer.status}`);
  if (answer.html.length > mostBytesOfOne) return refuse(`${type} is longer than a fragment may be`);
  try {
    // Here and not only where it is shown: what is handed on from here is kept, and would outlive the owner's illness.
    fragmentHtml(type, answer.html);
  } catch (error) {
    return { status: 'rejected', reason: error };
  }
  return { status: 'fulfilled', value: { html: answer.html, tags: answer.tags } };
}

const refuse = (message: string): PromiseRejectedResult => ({ status: 'rejected', reason: new Error(message) });
