import getRawBody from 'raw-body';
import { AppError } from '../../lib/errors.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Answer } from './answer-error.js';
import { done, type Context, type Middleware } from './context.js';

/** Refuses a body that announces itself as larger than `usual` bytes, or what its path allows (413), without reading it. */
export function bodyLimit(
  usual: number,
  metrics: Metrics,
  answer: Answer,
  byPath: Readonly<Record<string, number>> = {},
): Middleware {
  return function refuseLargeBodies(ctx, next) {
    const most = Math.max(usual, byPath[ctx.path] ?? 0);
    ctx.state.bodyBytes = most;
    if (!(Number(ctx.get('content-length')) > most)) return next();
    metrics.refused.inc({ reason: 'body' });
    answer(ctx, tooLarge(most));
    // The rest of the body is on its way; the connection is of no more use once we have answered.
    ctx.set('connection', 'close');
    return done;
  };
}

/**
 * Reads the whole body, at most `most` bytes.
 *
 * @throws AppError `too-large` (413), also where no length was announced; `body-broken-off` (400).
 */
export async function readBody(ctx: Context, most: number): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { limit: most, length: ctx.req.headers['content-length'] ?? null });
  } catch (cause) {
    // What was not read would stand before the next request on this connection.
    ctx.set('connection', 'close');
    if ((cause as { type?: string }).type === 'entity.too.large') throw tooLarge(most, cause);
    throw new AppError('body-broken-off', 400, 'The request broke off before all of it had arrived. Send it again.', {
      cause,
    });
  }
}

function tooLarge(most: number, cause?: unknown): AppError {
  return new AppError('too-large', 413, `That is too much for one request: at most ${inWords(most)} are taken.`, {
    cause,
  });
}

function inWords(bytes: number): string {
  const [amount, unit] = bytes >= 1024 * 1024 ? [bytes / 1024 / 1024, 'MB'] : [bytes / 1024, 'kB'];
  return `${amount.toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${unit}`;
}
