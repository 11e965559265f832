import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from '../../testing/test-database.js';
import { CarefulPool } from './careful-pool.js';

const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function poolOf(Pool: typeof pg.Pool, options: pg.PoolConfig = {}): Promise<pg.Pool> {
  const database = await testDatabase();
  undo.push(() => database.drop());
  const pool = new Pool({ connectionString: database.url, max: 1, ...options });
  pool.on('error', () => undefined);
  undo.push(() => pool.end());
  return pool;
}

/** What a query meets after somebody gave back a connection in the middle of a transaction that had failed. */
async function nextAfterPoison(pool: pg.Pool): Promise<string> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query('select no_such_column').catch(() => undefined);
  client.release();
  return pool.query('select 1').then(
    () => 'served',
    (error: unknown) => `refused with ${(error as { code?: string }).code ?? ''}`,
  );
}

test('an ordinary pool hands the failed transaction of one to the next', async () => {
  expect(await nextAfterPoison(await poolOf(pg.Pool))).toBe('refused with 25P02');
});

test('a careful pool destroys a connection whose transaction failed', async () => {
  expect(await nextAfterPoison(await poolOf(CarefulPool))).toBe('served');
});

test('a connection that comes back with an open transaction is destroyed, and its locks with it', async () => {
  const pool = await poolOf(CarefulPool);
  const client = await pool.connect();
  await client.query('begin');
  await client.query('create table half_made ()');
  client.release();
  const { rows } = await pool.query<{ made: string | null }>(`select to_regclass('half_made') as made`);
  expect(rows[0]?.made).toBeNull();
});

test('a connection that still waits for an answer is destroyed', async () => {
  const pool = await poolOf(CarefulPool);
  const client = await pool.connect();
  const lost = client.query('select pg_sleep(60)').catch((error: unknown) => (error as Error).message);
  client.release();
  expect(await pool.query('select 1 as one')).toMatchObject({ rows: [{ one: 1 }] });
  expect(await lost).toMatch(/Connection terminated/);
});

test('an idle connection is kept', async () => {
  const pool = await poolOf(CarefulPool);
  const pidOf = async () => (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
  expect(await pidOf()).toBe(await pidOf());
});
