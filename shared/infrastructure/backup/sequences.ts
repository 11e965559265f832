import type { Client } from 'pg';
import { own } from '../db/schema/ask.js';
import { quoted } from './connect.js';
import type { BackedUpSequence } from './manifest.js';

const names = `
  select c.relname as name from pg_class c
  where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and ${own('pg_class', 'c.oid')}
  order by c.relname collate "C"`;

/** How far each is; those of identity columns too. They are in no snapshot, so they may be ahead of it, never behind. */
export async function readSequences(client: Client): Promise<BackedUpSequence[]> {
  const found: BackedUpSequence[] = [];
  for (const { name } of (await client.query<{ name: string }>(names)).rows) {
    const { rows } = await client.query<{ value: string; is_called: boolean }>(
      `select last_value::text as value, is_called from public.${quoted(name)}`,
    );
    if (rows[0] !== undefined) found.push({ name, value: rows[0].value, isCalled: rows[0].is_called });
  }
  return found;
}

export async function setSequences(client: Client, sequences: readonly BackedUpSequence[]): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await client.query(`select setval($1::regclass, $2, $3)`, [`public.${quoted(name)}`, value, isCalled]);
  }
}
