import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { OperatorError } from '../../lib/errors.js';
import { holdStill } from '../db/schema/ask.js';
import { copyIn } from './copy-in.js';
import { explainFailure } from './explain-failure.js';
import type { Manifest } from './manifest.js';
import { setSequences } from './sequences.js';

export interface DatabaseIn {
  /** Of the backup. */
  folder: string;
  manifest: Manifest;
  say: (what: string) => void;
  /** Looks at what was restored before anybody else can see it; what it throws undoes everything. */
  check: (client: Client) => Promise<void>;
}

const lockWaitMs = 10_000;

/**
 * Puts the database of a backup in the place of what is there, in one transaction: schema, rows, then indexes, constraints
 * and triggers, as they were on that day. Whoever looks sees all of it or nothing, and so does a crash.
 *
 * @throws OperatorError when something stands in the way; nothing was changed then.
 */
export async function restoreDatabase(client: Client, options: DatabaseIn): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = ${String(lockWaitMs)}`);
    await clear(client);
    await fill(client, options);
    await options.check(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw inOneSentence(error);
  }
  await client.query('analyze').catch(() => undefined);
}

async function clear(client: Client): Promise<void> {
  await client.query('set local client_min_messages = warning');
  await client.query('drop schema if exists public cascade');
  await client.query('create schema public');
  // As PostgreSQL makes it: whoever may come in may look up names.
  await client.query('grant usage on schema public to public');
}

async function fill(client: Client, { folder, manifest, say }: DatabaseIn): Promise<void> {
  const run = async (path: string) => client.query(await readFile(join(folder, path), 'utf8'));
  await holdStill(client);
  await client.query('set local synchronize_seqscans = off');
  await client.query('set local check_function_bodies = off');
  await run(manifest.schema.beforeRows.path);
  for (const [index, table] of manifest.tables.entries()) {
    say(`filling ${table.name}, ${String(index + 1)} of ${String(manifest.tables.length)} tables`);
    await copyIn(client, table, folder);
  }
  say('making indexes and constraints');
  await run(manifest.schema.afterRows.path);
  await setSequences(client, manifest.sequences);
}

function inOneSentence(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  // They may also hold a table that we want and want one that we hold: then PostgreSQL ends either, and it may be us.
  if (code === '55P03' || code === '40P01') {
    return new OperatorError(
      'Others use the tables and did not let go of them, so nothing was changed; stop the services, then try again.',
      { cause: error },
    );
  }
  if (code === '42501') {
    return new OperatorError(
      `The user in DATABASE_URL may not do that (${message ?? ''}), so nothing was changed; let it own the database.`,
      { cause: error },
    );
  }
  return explainFailure(error);
}
