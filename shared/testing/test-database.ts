import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A migrated database of the caller's own, copied from the run's template in tens of ms.
 *
 * @param template another database to copy: `template0` gives an empty one.
 */
export async function testDatabase(template = required('ROSE_TEST_TEMPLATE')): Promise<TestDatabase> {
  const name = `rose_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${template}`);
  return {
    url: urlOf(name),
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required('ROSE_TEST_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(required('ROSE_TEST_DATABASE_URL'));
  url.pathname = `/${database}`;
  return url.href;
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is missing: database tests run under npm test, which starts PostgreSQL for them.`);
}
