import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { newFile } from './durable.js';

/*
 * Copying media takes longer than a snapshot should be held, so which they are is noted beside the backup while the snapshot
 * stands, and read from there afterwards.
 */

const noteName = 'media.wanted';
const rowsAtOnce = 500;

/** Notes all files that the snapshot knows of, by their paths below MEDIA_DIR, in order. */
export async function noteWanted(client: Client, folder: string): Promise<void> {
  await pipeline(linesOf(client), newFile(join(folder, noteName)));
}

/** `<aa>/<sha256>/original`, and the variants beside it. */
async function* linesOf(client: Client): AsyncGenerator<string> {
  await client.query(
    `declare wanted_media no scroll cursor for select sha256, variants from media order by sha256 collate "C"`,
  );
  for (;;) {
    const { rows } = await client.query<{ sha256: string; variants: string[] }>(
      `fetch ${String(rowsAtOnce)} from wanted_media`,
    );
    if (rows.length === 0) return;
    for (const { sha256, variants } of rows) {
      for (const name of ['original', ...variants].sort()) yield `${sha256.slice(0, 2)}/${sha256}/${name}\n`;
    }
  }
}

export function readWanted(folder: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(join(folder, noteName)) });
}

export async function forgetWanted(folder: string): Promise<void> {
  await rm(join(folder, noteName), { force: true });
}
