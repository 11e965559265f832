import { Redis } from 'ioredis';
import pg from 'pg';
import { explainDatabaseError } from '../infrastructure/db/explain-database-error.js';
import { OperatorError } from '../lib/errors.js';

const patienceMs = 3_000;

/** @throws OperatorError that names the place and the setting, never the password, when no PostgreSQL lets us in there. */
export async function probeDatabase(url: string, setting: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    application_name: 'rose waiting',
  });
  // What breaks later than the question is nobody's concern here.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    const explained = explainDatabaseError(error, url, setting);
    throw explained instanceof OperatorError ? explained : notYet(error, setting);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that is starting or stopping has many ways to say so, and all of them may be over in a moment. */
function notYet(cause: unknown, setting: string): OperatorError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new OperatorError(`PostgreSQL (${setting}) cannot be used: ${said}`, { cause });
}

/** @throws OperatorError when no Redis lets us in there; see `probeDatabase`. */
export async function probeRedis(url: string, setting: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } catch (cause) {
    const { hostname, port } = new URL(url);
    const place = `${hostname}:${port || '6379'}`;
    throw new OperatorError(`No Redis lets us in at ${place}; start it there or correct ${setting}.`, { cause });
  } finally {
    redis.disconnect();
  }
}
