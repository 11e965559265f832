import type { z } from 'zod';
import { AppError } from '../../lib/errors.js';
import { problemsOf } from '../../lib/refusals.js';
import { readBody } from './body-limit.js';
import type { Context, Middleware } from './context.js';

export interface ValidateOptions {
  /** The largest body of this route, in bytes, where it is below the limit of the door. */
  bodyBytes?: number;
}

/** Input parsed once, at the door: handlers never read the raw body or query. */
export interface Door<T> {
  /** The guard, in the route's list of guarantees. */
  guard: Middleware;
  /** What the guard parsed. */
  read: (ctx: Context) => T;
}

/**
 * Parses the input of a route: the body of an unsafe method (form or JSON), else the query. What does not fit is
 * answered with 422 and a sentence for each field.
 *
 * @throws AppError `too-large` 413, `media-type` 415, `json` 400, `input` 422; from the guard.
 */
export function validate<T>(schema: z.ZodType<T>, options: ValidateOptions = {}): Door<T> {
  const parsed = new WeakMap<object, T>();
  return {
    async guard(ctx, next) {
      const raw = ['GET', 'HEAD'].includes(ctx.method)
        ? flat(new URLSearchParams(ctx.querystring))
        : await parsedBody(ctx, options);
      const result = schema.safeParse(raw);
      if (!result.success) {
        throw new AppError('input', 422, 'Something in what you sent does not fit; see each field.', {
          fields: problemsOf(result.error),
        });
      }
      parsed.set(ctx, result.data);
      await next();
    },
    read(ctx) {
      if (!parsed.has(ctx)) throw new Error('this route reads input that it has not validated');
      return parsed.get(ctx) as T;
    },
  };
}

async function parsedBody(ctx: Context, options: ValidateOptions): Promise<unknown> {
  const body = await readBody(ctx, Math.min(options.bodyBytes ?? Infinity, ctx.state.bodyBytes));
  if (ctx.is('application/x-www-form-urlencoded')) return flat(new URLSearchParams(body.toString('utf8')));
  if (!ctx.is('application/json', '+json')) {
    throw new AppError(
      'media-type',
      415,
      'Send a form (application/x-www-form-urlencoded) or JSON (application/json).',
    );
  }
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    // Without its cause: the parser quotes what was sent, and that is not for the log.
    throw new AppError('json', 400, 'The body is not JSON.');
  }
}

/** A name given once is a string, given more often a list: as forms with several boxes of one name send it. */
function flat(search: URLSearchParams): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    result[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return result;
}
