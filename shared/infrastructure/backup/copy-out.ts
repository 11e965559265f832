import { createGzip } from 'node:zlib';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quoted } from './connect.js';
import { Measured, newFile } from './durable.js';
import type { BackedUpTable } from './manifest.js';
import type { FoundTable } from './snapshot.js';

/** Fast enough for what the database gives, and text becomes small all the same. */
const level = 4;

export const tablesFolder = 'tables';

/** Writes the rows of a table into a file of the backup. They pass through; no more than some chunks are held at once. */
export async function copyOut(client: Client, table: FoundTable, folder: string): Promise<BackedUpTable> {
  const path = `${tablesFolder}/${encodeURIComponent(table.name)}.copy.gz`;
  const [content, packed] = [new Measured(), new Measured()];
  const rows = client.query(copyTo(copyStatement(table, 'to stdout')));
  await pipeline(rows, content, createGzip({ level }), packed, newFile(join(folder, path)));
  return {
    ...table,
    rows: content.lines,
    content: { bytes: content.bytes, sha256: content.sha256() },
    file: { path, bytes: packed.bytes, sha256: packed.sha256() },
  };
}

/** What the table says now, in the same words as `copyOut` writes. */
export async function digestTable(client: Client, table: FoundTable): Promise<string> {
  const content = new Measured();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(client.query(copyTo(copyStatement(table, 'to stdout'))), content, nowhere);
  return content.sha256();
}

/** In COPY's text format, which every version reads. */
export function copyStatement({ name, columns }: FoundTable, direction: string): string {
  const list = columns.length === 0 ? '' : ` (${columns.map(quoted).join(', ')})`;
  return `copy public.${quoted(name)}${list} ${direction}`;
}
