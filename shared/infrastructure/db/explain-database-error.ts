import { OperatorError } from '../../lib/errors.js';

const example = 'postgres://user:password@host:5432/database';

/** @throws OperatorError when the value is no PostgreSQL URL. The value itself is not repeated: it may hold a password. */
export function parseDatabaseUrl(value: string, setting = 'DATABASE_URL'): URL {
  let url: URL;
  try {
    url = new URL(value);
  } catch (cause) {
    throw new OperatorError(`${setting} is not a URL; it looks like ${example}.`, { cause });
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw new OperatorError(
      `${setting} starts with ${url.protocol}// but the database is PostgreSQL; it looks like ${example}.`,
    );
  }
  return url;
}

/** Says in one sentence what stands between us and the database; an error that is not about connecting comes back unchanged. */
export function explainDatabaseError(error: unknown, value: string, setting = 'DATABASE_URL'): unknown {
  const url = parseDatabaseUrl(value, setting);
  const sentence = sentences[codeOf(error)]?.(describe(url), setting);
  return sentence === undefined ? error : new OperatorError(sentence, { cause: error });
}

interface Place {
  server: string;
  database: string;
  user: string;
}

const refused = (place: Place, setting: string) =>
  `Nothing answers at ${place.server}; start PostgreSQL there or correct ${setting}.`;
const unknownHost = (place: Place, setting: string) =>
  `There is no host ${place.server}; correct the host in ${setting}.`;
const late = (place: Place, setting: string) =>
  `PostgreSQL at ${place.server} did not answer within 3 seconds; check the network to it or correct ${setting}.`;
const rejected = (place: Place, setting: string) =>
  `PostgreSQL at ${place.server} does not let ${place.user} in; check user and password in ${setting}.`;

const sentences: Record<string, (place: Place, setting: string) => string> = {
  ECONNREFUSED: refused,
  ECONNRESET: refused,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  EHOSTUNREACH: late,
  ENETUNREACH: late,
  ETIMEDOUT: late,
  '28000': rejected,
  '28P01': rejected,
  '3D000': (place, setting) =>
    `PostgreSQL at ${place.server} has no database ${place.database}; create it or correct ${setting}.`,
  '53300': (place, setting) =>
    `PostgreSQL at ${place.server} has no connection left; raise its max_connections or look who holds them (${setting}).`,
  '57P03': (place, setting) =>
    `PostgreSQL at ${place.server} is still starting; wait a moment, then try again (${setting}).`,
};

interface Failure {
  message: string;
  code?: unknown;
  /** Of a host with several addresses: what happened at each. */
  errors?: unknown[];
}

// By shape, not by `instanceof`: an error made by Node in another realm is no instance of this one's Error.
const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && 'message' in error;

function codeOf(error: unknown): string {
  if (!isFailure(error)) return '';
  if (error.errors?.[0] !== undefined) return codeOf(error.errors[0]);
  if (/timeout expired|connection timeout/i.test(error.message)) return 'ETIMEDOUT';
  if (/password must be a string|no password/i.test(error.message)) return '28P01';
  if (error.message.includes('Connection terminated unexpectedly')) return 'ECONNRESET';
  return typeof error.code === 'string' ? error.code : '';
}

function describe(url: URL): Place {
  const user = decodeURIComponent(url.username) || 'this user';
  return { server: `${url.hostname}:${url.port || '5432'}`, database: decodeURIComponent(url.pathname.slice(1)), user };
}
