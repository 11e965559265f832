import { runStatement } from './probe-database.js';
import type { RunningDatabase } from './start-database.js';

/** Makes the database when absent and returns its address. The name must be a plain identifier. */
export async function createDatabase(server: Pick<RunningDatabase, 'url'>, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a database name: ${name}`);
  const admin = server.url('postgres');
  const { rowCount } = await runStatement(admin, 'select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await runStatement(admin, `create database ${name}`);
  return server.url(name);
}
