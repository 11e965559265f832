import type { AppName } from '../../contracts/apps.js';
import { fragmentPolicies, type FragmentType } from '../../contracts/fragments.js';
import type { Context, Middleware } from '../http/context.js';
import type { CallerKeys } from './caller/sign.js';
import { NoSuchFragment, type ShowFragment } from './show-fragment.js';
import { decodeFragment, type FragmentAnswer } from './wire-format.js';

const path = '/internal/fragments';
const mostInBatch = 24;

/**
 * `GET /internal/fragments/<type>` answers one fragment as HTML, `GET /internal/fragments?f=...&f=...` several as JSON,
 * each with a status of its own. Only for signed callers, and only on the internal listener.
 */
export function serveFragments(show: ShowFragment, keys: CallerKeys, service: AppName): Middleware {
  return async function answerFragments(ctx, next) {
    if (ctx.path !== path && !ctx.path.startsWith(`${path}/`)) return next();
    ctx.state.route = path;
    ctx.set('cache-control', 'no-store');
    const caller = keys.verify(ctx.method, ctx.url, (name) => ctx.get(name), Date.now());
    if (caller === null) refuse(ctx, 401, 'The caller is not known, or its clock is off.');
    else if (!['GET', 'HEAD'].includes(ctx.method)) refuse(ctx, 405, 'Fragments are only read.');
    else if (ctx.path === path) await answerBatch(ctx, show, caller.subject);
    else await answerOne(ctx, show, caller.subject, service);
  };
}

function refuse(ctx: Context, status: number, sentence: string): void {
  ctx.status = status;
  ctx.body = `${sentence}\n`;
}

async function answerOne(ctx: Context, show: ShowFragment, subject: string, service: AppName): Promise<void> {
  const type = ctx.path.slice(path.length + 1);
  const full = type.includes('/') ? type : `${service}/${type}`;
  const answer = await outcome(ctx, show, full, fromQuery(ctx.query), subject);
  ctx.status = answer.status;
  if (answer.status !== 200) {
    refuse(ctx, answer.status, `No such fragment, or not like this: ${full}.`);
    return;
  }
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('x-rose-tags', answer.tags.join(' '));
  ctx.set('x-rose-ttl', String(answer.ttl));
  ctx.body = answer.html;
}

async function answerBatch(ctx: Context, show: ShowFragment, subject: string): Promise<void> {
  const asked = [ctx.query['f'] ?? []].flat();
  if (asked.length === 0 || asked.length > mostInBatch) {
    refuse(ctx, 400, `Ask for 1 to ${mostInBatch} fragments.`);
    return;
  }
  ctx.body = await Promise.all(
    asked.map(async (text) => {
      const { type, params } = decodeFragment(text) ?? { type: text, params: undefined };
      return outcome(ctx, show, type, params, subject);
    }),
  );
}

/** What goes wrong with one stays with it. */
async function outcome(
  ctx: Context,
  show: ShowFragment,
  type: string,
  params: unknown,
  subject: string,
): Promise<FragmentAnswer> {
  try {
    const { html, tags } = await show(type, params, subject);
    return { type, status: 200, html, tags: [...tags], ttl: fragmentPolicies[type as FragmentType].ttlMs / 1000 };
  } catch (error) {
    const status = error instanceof NoSuchFragment ? error.status : 500;
    if (status === 500) ctx.state.log.error({ err: error, fragment: type }, 'a fragment failed');
    return { type, status, html: '', tags: [], ttl: 0 };
  }
}

/** By hand and in tests: `?limit=3`. Numbers are numbers there. */
function fromQuery(query: Context['query']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, /^\d{1,9}$/.test(String(value)) ? Number(value) : value]),
  );
}
