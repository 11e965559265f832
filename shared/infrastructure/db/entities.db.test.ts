import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { openDatabase } from './data-source.js';

/*
 * TypeORM compares names: of a check or a foreign key that has the right name it does not look at the rule. So a second
 * database is built from the entities alone, and PostgreSQL says of both what it understood.
 */
const columns = `
  select table_name || '.' || column_name as name,
    concat_ws(' ', data_type, character_maximum_length, case is_nullable when 'NO' then 'not null' end, column_default,
      case is_identity when 'YES' then 'identity ' || identity_generation end) as rule
  from information_schema.columns where table_schema = 'public'`;
const constraints = `
  select conrelid::regclass || ' ' || conname as name, pg_get_constraintdef(oid) as rule
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u')`;
/** TypeORM has no words for indexes of other kinds than btree; those stand in the migrations alone. */
const indexes = `select indexname as name, indexdef as rule from pg_indexes
  where schemaname = 'public' and indexdef like '% USING btree %'`;

let migrated: TestDatabase;
let described: TestDatabase;

beforeAll(async () => {
  migrated = await testDatabase();
  described = await testDatabase('template0');
  const dataSource = await openDatabase({ url: described.url, poolSize: 1, applicationName: 'test' });
  await dataSource.synchronize();
  await dataSource.destroy();
});

afterAll(async () => {
  await migrated.drop();
  await described.drop();
});

async function rulesOf({ url }: TestDatabase, sql: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; rule: string }>(sql);
    const ours = rows.filter(({ name }) => !name.startsWith('migrations'));
    return Object.fromEntries(ours.map(({ name, rule }): [string, string] => [name, rule]));
  } finally {
    await client.end();
  }
}

test.each([
  ['column', columns],
  ['constraint', constraints],
  ['index', indexes],
])('PostgreSQL understands every %s of the entities as it does the migrations’', async (_what, sql) => {
  const rules = await rulesOf(migrated, sql);
  expect(await rulesOf(described, sql)).toEqual(rules);
  expect(Object.keys(rules).length).toBeGreaterThan(10);
});
