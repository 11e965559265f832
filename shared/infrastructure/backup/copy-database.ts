import type { Client } from 'pg';
import { OperatorError } from '../../lib/errors.js';
import { dumpHalves } from '../db/schema/dump-schema.js';
import { copyOut } from './copy-out.js';
import { writeFileOf } from './durable.js';
import type { BackedUpTable, Manifest } from './manifest.js';
import { readSequences } from './sequences.js';
import { openSnapshot, type Snapshot } from './snapshot.js';
import { noteWanted } from './wanted-media.js';

export interface DatabaseOut {
  databaseUrl: string;
  /** Null: its files are not wanted. */
  mediaDir: string | null;
  /** Of this backup. */
  folder: string;
  say: (what: string) => void;
}

type OfDatabase = Pick<Manifest, 'postgres' | 'migrations' | 'schema' | 'tables' | 'sequences' | 'leftOut'>;

/** Read at the same time, so that one is packed while the other is read; more would be felt by visitors. */
const readerCount = 2;

/** The snapshot is let go before media are copied, which may take long: then tables can be altered again. */
export async function copyDatabase({ databaseUrl, mediaDir, folder, say }: DatabaseOut): Promise<OfDatabase> {
  const snapshot = await openSnapshot(databaseUrl, readerCount);
  try {
    refuseUnmigrated(snapshot);
    const { leftOut, ...halves } = await dumpHalves(snapshot.ask);
    const schema = {
      beforeRows: await writeFileOf(folder, 'schema-before-rows.sql', halves.beforeRows),
      afterRows: await writeFileOf(folder, 'schema-after-rows.sql', halves.afterRows),
    };
    const tables = await copyTables(snapshot, folder, say);
    const sequences = await readSequences(snapshot.first);
    if (mediaDir !== null) await noteWanted(snapshot.first, folder);
    return { ...(await readFacts(snapshot.first)), schema, tables, sequences, leftOut };
  } finally {
    await snapshot.end();
  }
}

function refuseUnmigrated({ tables }: Snapshot): void {
  if (tables.some(({ name }) => name === 'migrations')) return;
  throw new OperatorError('This database holds nothing of ours yet: see whether DATABASE_URL names the right one.');
}

/** Whoever is done with one takes the next. */
async function copyTables(
  { readers, tables }: Snapshot,
  folder: string,
  say: (what: string) => void,
): Promise<BackedUpTable[]> {
  const copied: BackedUpTable[] = [];
  const waiting = tables.values();
  const read = async (client: Client) => {
    for (const table of waiting) {
      say(`copying ${table.name}, ${String(copied.length)} of ${String(tables.length)} tables are done`);
      copied.push(await copyOut(client, table, folder));
    }
  };
  await allOrNone(readers.map(read));
  return copied.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Waits for all before the first failure is told: nobody writes into a folder that is given up. */
async function allOrNone(works: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(works);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function readFacts(client: Client): Promise<Pick<Manifest, 'postgres' | 'migrations'>> {
  const server = await client.query<{ server_version: string }>('show server_version');
  const applied = await client.query<{ name: string }>('select name from migrations order by "timestamp", name');
  return {
    postgres: server.rows[0]?.server_version ?? '',
    migrations: applied.rows.map(({ name }) => name),
  };
}
