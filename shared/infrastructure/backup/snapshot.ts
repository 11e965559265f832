import type { Client } from 'pg';
import { OperatorError } from '../../lib/errors.js';
import { askOf, holdStill, own, type Ask } from '../db/schema/ask.js';
import { connect, quoted } from './connect.js';

/** One state of the whole database, which several connections look at while everybody else goes on writing. */
export interface Snapshot {
  /** Each reads the same state; the first is one of them. */
  readers: readonly Client[];
  first: Client;
  ask: Ask;
  tables: readonly FoundTable[];
  /** Lets it go: until then nothing that was deleted can be cleared away, and no table be altered. */
  end(): Promise<void>;
}

export interface FoundTable {
  name: string;
  columns: string[];
}

const applicationName = 'rose backup';
const lockWaitMs = 60_000;

const tables = `
  select c.relname as name, coalesce((
    select array_agg(a.attname::text order by a.attnum) from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as columns
  from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and ${own('pg_class', 'c.oid')}
  order by c.relname collate "C"`;

/**
 * Opens a snapshot. The tables are held before it is taken, so that none is altered between the two; readers and writers do
 * not notice.
 *
 * @param count how many readers, 1 or more.
 * @throws OperatorError when the database cannot be reached, or a migration runs.
 */
export async function openSnapshot(url: string, count: number): Promise<Snapshot> {
  const opened: Client[] = [];
  const end = async () => {
    await Promise.all(opened.splice(0).map((client) => client.end()));
  };
  try {
    const first = await connect(url, applicationName);
    opened.push(first);
    const found = await beginHolding(first);
    const { rows } = await first.query<{ id: string }>(`select pg_export_snapshot() as id`);
    while (opened.length < count) {
      const client = await connect(url, applicationName);
      opened.push(client);
      await client.query('begin transaction isolation level repeatable read read only');
      await client.query(`set transaction snapshot '${rows[0]?.id ?? ''}'`);
      await holdStill(client);
    }
    return { readers: [...opened], first, ask: askOf(first), tables: found, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function beginHolding(client: Client): Promise<FoundTable[]> {
  const before = (await client.query<FoundTable>(tables)).rows;
  await client.query('begin transaction isolation level repeatable read read only');
  await client.query(`set local lock_timeout = ${String(lockWaitMs)}`);
  // The snapshot is taken by the first statement that looks at anything, which this is not.
  if (before.length > 0) await lock(client, before);
  await holdStill(client);
  // Whatever an ordinary scan begins with, so that the rows of a table come in one order.
  await client.query('set local synchronize_seqscans = off');
  const found = (await client.query<FoundTable>(tables)).rows;
  if (JSON.stringify(found) !== JSON.stringify(before)) throw migrating();
  return found;
}

async function lock(client: Client, found: readonly FoundTable[]): Promise<void> {
  const names = found.map(({ name }) => `public.${quoted(name)}`).join(', ');
  try {
    await client.query(`lock table ${names} in access share mode`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '55P03' || code === '42P01') throw migrating(error);
    throw error;
  }
}

function migrating(cause?: unknown): OperatorError {
  return new OperatorError('Tables are being altered just now; wait until the migration is over, then try again.', {
    cause,
  });
}
