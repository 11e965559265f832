import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { targetAt } from './backup-folder.js';
import { Measured, measureFile } from './durable.js';
import { readManifest, type BackedUpTable, type BackupFile, type Manifest } from './manifest.js';
import { keptAt, readList } from './media-list.js';

export interface Verified {
  manifest: Manifest;
  /** What is not as it was written, a sentence each; none when all is well. */
  problems: string[];
}

/**
 * Reads everything that a backup names and compares.
 *
 * @throws OperatorError when the folder holds no backup.
 */
export async function verifyBackup(folder: string, say: (what: string) => void): Promise<Verified> {
  const manifest = await readManifest(folder);
  return {
    manifest,
    problems: [...(await checkDatabase(folder, manifest, say)), ...(await checkMedia(folder, manifest, say))],
  };
}

/** What is wrong with the files of the database. */
export async function checkDatabase(
  folder: string,
  { schema, tables }: Manifest,
  say: (what: string) => void,
): Promise<string[]> {
  const problems: (string | null)[] = [];
  for (const file of [schema.beforeRows, schema.afterRows]) problems.push(await checkFile(folder, file));
  for (const table of tables) {
    say(`reading ${table.name}`);
    problems.push((await checkFile(folder, table.file)) ?? (await checkRows(folder, table)));
  }
  return problems.filter((problem) => problem !== null);
}

async function checkMedia(folder: string, { media }: Manifest, say: (what: string) => void): Promise<string[]> {
  if (media === null) return [];
  const broken = await checkFile(folder, media.list);
  if (broken !== null) return [broken];
  const problems: string[] = [];
  const target = targetAt(dirname(folder));
  let files = 0;
  for await (const { path, sha256, bytes } of readList(folder)) {
    say(`reading ${String((files += 1))} of ${String(media.files)} media files`);
    const problem = await compare(keptAt(target.media, sha256), { sha256, bytes });
    if (problem !== null) problems.push(`The media file ${path} ${problem}.`);
  }
  return problems;
}

async function checkFile(folder: string, file: BackupFile): Promise<string | null> {
  const problem = await compare(join(folder, file.path), file);
  return problem === null ? null : `The file ${file.path} ${problem}.`;
}

/** What is wrong with a file, as the end of a sentence. */
export async function compare(path: string, wanted: { bytes: number; sha256: string }): Promise<string | null> {
  const found = await measureFile(path).catch(unreadable);
  if (typeof found === 'string') return found;
  if (found.bytes < wanted.bytes) return cutShort(found.bytes, wanted.bytes);
  return found.sha256 === wanted.sha256 && found.bytes === wanted.bytes ? null : 'holds other bytes than were written';
}

const cutShort = (bytes: number, wanted: number) =>
  `is cut short: ${String(bytes)} of ${String(wanted)} bytes are there`;

function unreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read (${code ?? 'no reason was given'})`;
}

async function checkRows(folder: string, { file, name, rows, content }: BackedUpTable): Promise<string | null> {
  const unpacked = new Measured();
  unpacked.resume();
  await pipeline(createReadStream(join(folder, file.path)), createGunzip(), unpacked);
  if (unpacked.lines !== rows) return `The table ${name} has ${String(unpacked.lines)} rows and not ${String(rows)}.`;
  return unpacked.sha256() === content.sha256 ? null : `The rows of ${name} are others than were written.`;
}
