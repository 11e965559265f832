import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { eventually } from '../../testing/eventually.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { applyPending } from './apply-migrations.js';
import { openDatabase } from './data-source.js';

let database: TestDatabase;
let dataSource: DataSource;
let other: pg.Client;

beforeEach(async () => {
  database = await testDatabase('template0');
  dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });
  other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query('create table loaves (name text)');
});

afterEach(async () => {
  await other.end();
  await dataSource.destroy();
  await database.drop();
});

/** A migration of the test's own. */
class Planted implements MigrationInterface {
  tries = 0;
  transaction?: boolean;
  constructor(
    readonly name: string,
    private readonly sql: string,
    isTransacted = true,
  ) {
    if (!isTransacted) this.transaction = false;
  }
  async up(runner: QueryRunner) {
    this.tries += 1;
    await runner.query(this.sql);
  }
  async down() {
    throw new Error('forward only');
  }
}

async function apply(planted: Planted[], waitMs = 50, attempts = 100): Promise<string[]> {
  Object.assign(dataSource, { migrations: planted });
  const runner = dataSource.createQueryRunner();
  try {
    return await applyPending(dataSource, runner, { waitMs, pauseMs: 10, attempts });
  } finally {
    await runner.release();
  }
}

const addColumn = () => new Planted('AddColumn1795000000001', 'alter table loaves add column crust text');

test('a migration gives way to a long reader and those behind it, and comes again until it has the table', async () => {
  await other.query('begin; select from loaves');
  const migration = addColumn();
  const applying = apply([migration]);
  await eventually(
    () => migration.tries,
    (tries) => tries > 2,
  );
  const newcomer = new pg.Client({ connectionString: database.url, query_timeout: 5_000 });
  await newcomer.connect();
  await expect(newcomer.query('select from loaves')).resolves.toMatchObject({ rowCount: 0 });
  await newcomer.end();
  await other.query('commit');
  expect(await applying).toEqual(['AddColumn1795000000001']);
  await expect(other.query('select crust from loaves')).resolves.toMatchObject({ rowCount: 0 });
});

test('one that never has the table says so and changes nothing', async () => {
  await other.query('begin; select from loaves');
  await expect(apply([addColumn()], 20, 3)).rejects.toThrow(
    /^The migration AddColumn1795000000001 needs a table that others did not let go of in 3 attempts; end their long transactions/,
  );
  await other.query('commit');
  expect(await apply([addColumn()])).toEqual(['AddColumn1795000000001']);
});

test('each is one transaction: what came before a failure stays, the one that failed leaves nothing', async () => {
  const half = new Planted('Half1795000000002', 'create table rolls (); select 1 / 0');
  await expect(apply([addColumn(), half])).rejects.toThrow('division by zero');
  const { rows } = await other.query<{ name: string; rolls: string | null }>(
    `select name, to_regclass('rolls') as rolls from migrations`,
  );
  expect(rows).toEqual([{ name: 'AddColumn1795000000001', rolls: null }]);
});

test('one that asks for it runs without a transaction', async () => {
  const sql = 'create index concurrently loaves_name_idx on loaves (name)';
  expect(await apply([addColumn(), new Planted('Index1795000000002', sql, false)])).toEqual([
    'AddColumn1795000000001',
    'Index1795000000002',
  ]);
  const { rows } = await other.query(`select indisvalid from pg_index where indexrelid = 'loaves_name_idx'::regclass`);
  expect(rows).toEqual([{ indisvalid: true }]);
});
