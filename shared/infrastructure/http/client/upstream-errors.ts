import { AppError } from '../../../lib/errors.js';

/** The whole answer did not arrive before the deadline. Code `upstream-timeout`, 504. */
export function upstreamTimeout(cause?: unknown): AppError {
  return new AppError('upstream-timeout', 504, 'The other server took too long to answer.', { cause });
}

/** The answer is longer than we read. Code `upstream-too-large`, 502. */
export function upstreamTooLarge(maxBytes: number): AppError {
  const cause = new Error(`more than ${String(maxBytes)} bytes`);
  return new AppError('upstream-too-large', 502, 'The other server sent more than we read.', { cause });
}

/** The address is private, special, or no http(s) address. Code `upstream-refused-address`, 422. */
export function upstreamRefusedAddress(what: string): AppError {
  const cause = new Error(`refused ${what}`);
  return new AppError('upstream-refused-address', 422, 'That address is not one we connect to.', { cause });
}

/** No connection, or one that broke before the answer was whole. Code `upstream-unreachable`, 502. */
export function upstreamUnreachable(cause?: unknown): AppError {
  return new AppError('upstream-unreachable', 502, 'The other server could not be reached.', { cause });
}

/** It sent us on more often than we follow. Code `upstream-too-many-redirects`, 502. */
export function upstreamTooManyRedirects(maxRedirects: number): AppError {
  const cause = new Error(`more than ${String(maxRedirects)} redirects`);
  return new AppError('upstream-too-many-redirects', 502, 'The other server kept sending us elsewhere.', { cause });
}
