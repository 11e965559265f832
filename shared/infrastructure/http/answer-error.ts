import type { ParameterizedContext } from 'koa';
import type { AppError } from '../../lib/errors.js';
import { escapeHtml } from '../../lib/escape-html.js';
import type { Context } from './context.js';
import { wantsHtml } from './wants-html.js';

/** Writes the answer to a refused or failed request: HTML for browsers, problem details (RFC 9457) for machines. */
export type Answer = (ctx: Context, error: AppError) => void;

/** Makes the error page for a request; what it throws is replaced by a bare page. */
export type ErrorPage = (ctx: Context, error: AppError) => string;

/**
 * The one place that answers errors. Refusals that must cost nothing (a foreign host, a flood) get a bare page that
 * names no other file; everything else gets the house's own page.
 */
export function createAnswer(errorPage: ErrorPage): Answer {
  return function answerError(ctx, error) {
    ctx.status = error.status;
    ctx.set('cache-control', 'no-store');
    ctx.append('vary', 'accept');
    if (error.retryAfterSeconds !== undefined) ctx.set('retry-after', String(error.retryAfterSeconds));
    if (wantsHtml(ctx)) answerHtml(ctx, error, errorPage);
    else answerProblem(ctx, error);
  };
}

function answerHtml(ctx: Context, error: AppError, errorPage: ErrorPage): void {
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = isCheap(error) ? barePage(error, ctx.state.requestId) : pageOrBare(ctx, error, errorPage);
}

function isCheap(error: AppError): boolean {
  return error.status === 421 || error.code === 'flood';
}

function pageOrBare(ctx: Context, error: AppError, errorPage: ErrorPage): string {
  try {
    return errorPage(ctx, error);
  } catch (broken) {
    ctx.state.log.error({ err: broken }, 'the error page itself failed');
    return barePage(error, ctx.state.requestId);
  }
}

function barePage(error: AppError, requestId: string): string {
  const sentence = escapeHtml(error.sentence);
  return `<!doctype html>\n<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${sentence}</title>\n<main><h1>${sentence}</h1><p>Request ${requestId}</p></main></html>\n`;
}

function answerProblem(ctx: ParameterizedContext & Context, error: AppError): void {
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify({
    type: 'about:blank',
    title: error.sentence,
    status: error.status,
    code: error.code,
    requestId: ctx.state.requestId,
    ...(error.fields.length > 0
      ? { errors: error.fields.map(({ field, sentence }) => ({ field, detail: sentence })) }
      : {}),
  });
}
