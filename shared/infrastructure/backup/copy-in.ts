import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { OperatorError } from '../../lib/errors.js';
import { copyStatement, digestTable } from './copy-out.js';
import type { BackedUpTable } from './manifest.js';

/**
 * Fills a table that this transaction made, and reads it again: what was read must be what was written.
 *
 * @throws OperatorError when it is not.
 */
export async function copyIn(client: Client, table: BackedUpTable, folder: string): Promise<void> {
  // A table that nobody else can see yet takes its rows frozen: they need not be looked through again for that.
  const rows = client.query(copyFrom(copyStatement(table, 'from stdin with (freeze)')));
  await pipeline(createReadStream(join(folder, table.file.path)), createGunzip(), rows);
  if (rows.rowCount === table.rows && (await digestTable(client, table)) === table.content.sha256) return;
  throw new OperatorError(
    `The rows of ${table.name} came out other than they went in, so nothing was changed; say rose backup verify ${folder}.`,
  );
}
