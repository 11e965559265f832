import pg from 'pg';
import { explainDatabaseError, parseDatabaseUrl } from '../db/explain-database-error.js';

const connectTimeoutMs = 3_000;

/**
 * A connection of its own, with no limit to how long a statement or a transaction may take: large tables take their time.
 *
 * @param url goes to PostgreSQL itself: what is kept in a session does not pass transaction poolers.
 * @throws OperatorError one sentence that names the place and the cure.
 */
export async function connect(url: string, applicationName: string): Promise<pg.Client> {
  parseDatabaseUrl(url);
  const client = new pg.Client({
    ...{ connectionString: url, application_name: applicationName, keepAlive: true },
    connectionTimeoutMillis: connectTimeoutMs,
    options: '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c client_encoding=UTF8',
  });
  // Of a connection that breaks while nobody asks: whoever asks next is told.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw explainDatabaseError(error, url);
  }
}

/** For a name in a statement. */
export const quoted = (name: string) => pg.escapeIdentifier(name);
