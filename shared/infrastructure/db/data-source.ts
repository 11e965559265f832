import pg from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../models/index.js';
import { CarefulPool } from './careful-pool.js';
import { explainDatabaseError, parseDatabaseUrl } from './explain-database-error.js';
import { SnakeNames } from './snake-names.js';

export interface DatabaseSettings {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** The setting the URL came from, named when it does not work. */
  setting?: string;
  /** Most connections at once. */
  poolSize: number;
  /** Shown in pg_stat_activity: which service, which role. */
  applicationName: string;
  /** How long one statement may run, in ms; 0 means for ever. */
  statementTimeoutMs?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onIdleError?: (error: Error) => void;
  logger?: Logger;
}

const connectTimeoutMs = 3_000;
const statementTimeoutMs = 10_000;
/** Beyond the server's own limit: for a server that has gone silent and cannot keep it. */
const silenceMs = 2_000;
const idleInTransactionTimeoutMs = 30_000;

/**
 * A pool that is not connected yet: `initialize()` does that.
 *
 * @throws OperatorError when the URL is none.
 */
export function createDataSource(settings: DatabaseSettings): DataSource {
  parseDatabaseUrl(settings.url, settings.setting);
  const limitMs = settings.statementTimeoutMs ?? statementTimeoutMs;
  return new DataSource({
    type: 'postgres',
    driver: { ...pg, Pool: CarefulPool },
    url: settings.url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNames(),
    synchronize: false,
    installExtensions: false,
    poolSize: settings.poolSize,
    applicationName: settings.applicationName,
    connectTimeoutMS: connectTimeoutMs,
    poolErrorHandler: settings.onIdleError ?? (() => undefined),
    extra: {
      statement_timeout: limitMs,
      query_timeout: limitMs === 0 ? 0 : limitMs + silenceMs,
      keepAlive: true,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    },
    ...(settings.logger === undefined ? { logging: false } : { logger: settings.logger, logging: ['query'] }),
  });
}

/**
 * A connected pool.
 *
 * @throws OperatorError one sentence that names the setting, the place and the cure; never the password.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<DataSource> {
  const dataSource = createDataSource(settings);
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw explainDatabaseError(error, settings.url, settings.setting);
  }
}
