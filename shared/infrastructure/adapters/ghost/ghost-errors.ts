import { AppError } from '../../../lib/errors.js';
import type { HttpResponse } from '../../http/client/http-client.js';

/** The key is not taken, or may not do this. Asking again with it only gets the address locked out. */
export class GhostRefused extends AppError {
  constructor(
    readonly answered: 401 | 403,
    code: string,
  ) {
    super('ghost-refused', 502, `The Ghost does not take our key: it answered ${answered}${code}.`);
  }
}

export const ghostRefused = (status: 401 | 403, code: string): GhostRefused => new GhostRefused(status, code);

/** Whether the key is taken, and may only not do this one thing. */
export const isNotAllowed = (error: unknown): boolean => error instanceof GhostRefused && error.answered === 403;

/** @param waitMs what it asked for; undefined when it did not say. */
export function ghostBusy(waitMs: number | undefined): AppError {
  const wait = waitMs === undefined ? {} : { retryAfterSeconds: Math.ceil(waitMs / 1000) };
  return new AppError('ghost-busy', 502, 'The Ghost says that it was asked too often.', wait);
}

export function ghostAway(what: string, cause?: unknown): AppError {
  return new AppError('ghost-away', 502, `The Ghost does not answer as it should: ${what}.`, { cause });
}

export function ghostStrange(what: string): AppError {
  return new AppError('ghost-answer', 502, `This is nothing that a Ghost’s Admin API says: ${what}.`);
}

/** The body of a good answer. @throws AppError as `GhostReader` says. */
export function bodyOf(response: HttpResponse): Record<string, unknown> {
  const { status } = response;
  if (status === 401 || status === 403) throw ghostRefused(status, codeIn(response));
  if (status === 429) throw ghostBusy(retryAfterMs(response.headers['retry-after']));
  if (status >= 500) throw ghostAway(`it answered ${status}`);
  if (status !== 200) throw ghostStrange(`it answered ${status}${codeIn(response)}`);
  return parsed(response);
}

function parsed(response: HttpResponse): Record<string, unknown> {
  try {
    const body = response.json();
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // A proxy's page, or half of an answer: both may be over in a minute.
    throw ghostAway('its answer is no JSON');
  }
  throw ghostStrange('it is no object');
}

/** ` (INVALID_JWT)`, where it says so. */
function codeIn(response: HttpResponse): string {
  try {
    const [first] = (response.json() as { errors?: { code?: unknown }[] }).errors ?? [];
    return typeof first?.code === 'string' && /^[A-Z_]{1,40}$/.test(first.code) ? ` (${first.code})` : '';
  } catch {
    return '';
  }
}

/** Seconds, as Ghost and the proxies before it write it (RFC 9110, section 10.2.3). */
function retryAfterMs(said: string | undefined): number | undefined {
  return said !== undefined && /^\d{1,5}$/.test(said) ? Number(said) * 1000 : undefined;
}
