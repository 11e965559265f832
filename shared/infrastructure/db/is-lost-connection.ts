import { QueryFailedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/** Class 08 (connection exception), and a server that stops, has crashed, or is still starting. */
const lostStates = /^(?:08[0-9A-Z]{3}|57P0[1-3])$/;

const brokenSockets = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What the driver says of a connection that is gone, without a code. */
const lastWords =
  /^Connection terminated|^Client has encountered a connection error|^Client was closed|^Query read timeout/;

/**
 * Whether something failed because its connection to PostgreSQL was lost, and not for anything that it asked.
 *
 * @param isOfDatabase whether only PostgreSQL can have caused it: a broken socket may also be one to another server.
 */
export function isLostConnection(error: unknown, isOfDatabase = error instanceof QueryFailedError): boolean {
  // TypeORM lets go of a connection as soon as it breaks, and says so to whoever asks next.
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  const { code, message } = driverError(error);
  if (typeof code === 'string' && lostStates.test(code)) return true;
  if (typeof message === 'string' && lastWords.test(message)) return true;
  return isOfDatabase && typeof code === 'string' && brokenSockets.has(code);
}

function driverError(error: unknown): { code?: unknown; message?: unknown } {
  const own: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return typeof own === 'object' && own !== null ? own : {};
}
