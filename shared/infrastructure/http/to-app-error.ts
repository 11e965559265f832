import { types } from 'node:util';
import { AppError } from '../../lib/errors.js';

/** Codes of Node, of PostgreSQL (appendix A) and words of its drivers that mean: the database cannot serve just now. */
const awayCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  // Shut down, crashed, starting, dropped, idle too long; too many connections; no such database; not let in.
  ...['57P01', '57P02', '57P03', '57P04', '57P05', '53300', '3D000', '28P01', '28000'],
  // Read-only after a failover; a statement that took too long; a lock that was not to be had.
  ...['25006', '57014', '55P03'],
]);
const awayWords =
  /timeout exceeded when trying to connect|timeout expired|query read timeout|connection terminated|driver not connected|not queryable|after calling end on the pool|pool is closed/i;

/** The refusals of Koa and its parts (a malformed address, say), by status. */
const sentences: Record<number, [code: string, sentence: string]> = {
  400: ['bad-request', 'The request could not be understood.'],
  404: ['not-found', 'That notice has come down. The page moved, ended or never was.'],
  405: ['method', 'That cannot be done with this address.'],
  501: ['method', 'That cannot be done with this address.'],
};

/** Whatever was thrown, as an error with a safe sentence; unknown things become 500 and say nothing of themselves. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseAway(thrown)) {
    return new AppError(
      'database-away',
      503,
      'We cannot reach our own records just now. Nothing is lost; we keep trying.',
      {
        cause: thrown,
        retryAfterSeconds: 5,
      },
    );
  }
  const status = exposedStatus(thrown);
  const known = status === undefined ? undefined : sentences[status];
  if (status !== undefined && known) return new AppError(known[0], status, known[1], { cause: thrown });
  return new AppError(
    'internal',
    500,
    'Something broke on our side. It is written down, with the number below, and we will look at it.',
    {
      cause: thrown,
    },
  );
}

function exposedStatus(thrown: unknown): number | undefined {
  const { status, expose } = (thrown ?? {}) as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' ? status : undefined;
}

function isDatabaseAway(thrown: unknown, depth = 0): boolean {
  if (!types.isNativeError(thrown) || depth > 3) return false;
  const { code } = thrown as { code?: unknown };
  if (typeof code === 'string' && (awayCodes.has(code) || code.startsWith('08'))) return true;
  if (awayWords.test(thrown.message)) return true;
  const inner = (thrown as { driverError?: unknown }).driverError ?? thrown.cause;
  return isDatabaseAway(inner, depth + 1);
}
