import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../../lib/errors.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** A file of the backup as it lies on the disk. */
const file = z.object({ path: z.string().regex(/^[\w%.~-]+(?:\/[\w%.~-]+)?$/), bytes: count, sha256 });

const table = z.object({
  name: z.string().min(1),
  /** Those that hold what was said; PostgreSQL fills in the generated ones. */
  columns: z.array(z.string().min(1)),
  rows: count,
  /** Of COPY's text format, before it was compressed. */
  content: z.object({ bytes: count, sha256 }),
  file,
});

const sequence = z.object({ name: z.string().min(1), value: z.string().regex(/^-?\d+$/), isCalled: z.boolean() });

const media = z.object({
  /** The list of them: one line of JSON for each file, in the order of their paths. */
  list: file,
  files: count,
  bytes: count,
  /** Files that should have been there, as MEDIA_DIR names them. */
  missing: z.array(z.string()),
  /** Files that are not what their name says. */
  damaged: z.array(z.string()),
});

const manifest = z.object({
  format: z.literal(1),
  /** Of the platform. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  tookMs: count,
  postgres: z.string(),
  /** What `markOf` makes of SECRET_KEY. */
  secretKeyMark: z.string(),
  /** Names of those that were applied, oldest first. */
  migrations: z.array(z.string()),
  schema: z.object({ beforeRows: file, afterRows: file }),
  tables: z.array(table),
  sequences: z.array(sequence),
  /** Null where the files were not wanted. */
  media: media.nullable(),
  /** What a database can hold and a backup does not, by name. */
  leftOut: z.array(z.string()),
});

export type Manifest = z.output<typeof manifest>;
export type BackupFile = z.output<typeof file>;
export type BackedUpTable = z.output<typeof table>;
export type BackedUpSequence = z.output<typeof sequence>;
export type BackedUpMedia = z.output<typeof media>;

export const manifestName = 'manifest.json';
const formatOnly = z.object({ format: z.number() });

/** @throws OperatorError when the folder holds no backup that this version can read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch((cause: unknown) => {
    throw new OperatorError(`${folder} is no backup that was completed: it has no ${manifestName}.`, { cause });
  });
  const said = parse(folder, text);
  const format = formatOnly.safeParse(said);
  if (format.success && format.data.format > 1) {
    throw new OperatorError(`The backup ${folder} was written by a newer version; restore it with that one.`);
  }
  const read = manifest.safeParse(said);
  if (read.success) return read.data;
  throw new OperatorError(`The ${manifestName} of ${folder} is damaged; take another backup.`, { cause: read.error });
}

function parse(folder: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OperatorError(`The ${manifestName} of ${folder} is damaged; take another backup.`, { cause });
  }
}
