import type { Client } from 'pg';
import { askOf, own } from '../db/schema/ask.js';
import { findUnknown } from '../db/schema/unknown.js';
import { quoted } from './connect.js';

/** What stands where a backup is to go. */
export interface Occupied {
  /** The name of the database. */
  database: string;
  /** Tables that hold rows, but for the list of migrations. */
  tables: string[];
  /** What was made by hand and is in no backup of ours, by name. */
  strange: string[];
  /** Connections of others. */
  others: number;
  /** Who they say they are, each once. */
  otherNames: string[];
}

const tables = `
  select c.relname as name from pg_class c
  where c.relkind in ('r', 'f', 'm') and c.relnamespace = to_regnamespace('public') and c.relname <> 'migrations'
    and ${own('pg_class', 'c.oid')}
  order by c.relname collate "C"`;

const others = `
  select coalesce(nullif(application_name, ''), 'without a name') as name from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
  order by 1`;

export async function lookAt(client: Client): Promise<Occupied> {
  const filled: string[] = [];
  for (const { name } of (await client.query<{ name: string }>(tables)).rows) {
    const { rows } = await client.query<{ has: boolean }>(`select exists (select from public.${quoted(name)}) as has`);
    if (rows[0]?.has === true) filled.push(name);
  }
  const connected = (await client.query<{ name: string }>(others)).rows.map(({ name }) => name);
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  return {
    database: rows[0]?.name ?? '',
    tables: filled,
    strange: (await hasSchema(client)) ? await findUnknown(askOf(client)) : [],
    others: connected.length,
    otherNames: [...new Set(connected)],
  };
}

async function hasSchema(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(`select to_regnamespace('public') is not null as has`);
  return rows[0]?.has === true;
}
