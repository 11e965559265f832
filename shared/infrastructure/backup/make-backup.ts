import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { OperatorError } from '../../lib/errors.js';
import { version } from '../config/version.js';
import {
  beginBackup,
  clearUnfinished,
  completeBackup,
  listBackups,
  makeTarget,
  nameAt,
  type Target,
} from './backup-folder.js';
import { connect } from './connect.js';
import { copyDatabase } from './copy-database.js';
import { writeFileOf } from './durable.js';
import { explainFailure } from './explain-failure.js';
import { manifestName, type BackedUpTable, type Manifest } from './manifest.js';
import { copyMedia, type CopiedMedia } from './media-out.js';
import { lostSince, sentenceOfLoss } from './lost-since.js';
import { pruneBackups, type Pruned } from './prune.js';
import { markOf } from './secret-mark.js';
import { forgetWanted, readWanted } from './wanted-media.js';

export interface BackupOptions {
  /** Goes to PostgreSQL itself. */
  databaseUrl: string;
  secretKey: string;
  /** MEDIA_DIR; null leaves the files out. */
  mediaDir: string | null;
  to: string;
  /** How many complete backups stay, this one among them; null for all. */
  keep: number | null;
  /** Allows a backup of nobody after one of somebody. */
  emptied?: boolean;
  say: (what: string) => void;
  now?: () => Date;
}

export interface BackupReport {
  folder: string;
  manifest: Manifest;
  copied: CopiedMedia['copied'] | null;
  pruned: Pruned | null;
}

const now = () => new Date();
/** Any number will do as long as it is always the same, and not that of migrations. */
const backupLock = 7_267_302;

/**
 * Backs up the database as it is at one moment, and the media files that it knows, while everybody works on.
 *
 * @throws OperatorError when something stands in the way; then there is no backup that looks like one.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupReport> {
  const lock = await connect(options.databaseUrl, 'rose backup');
  try {
    await takeTurn(lock);
    return await backUp(options);
  } finally {
    await lock.end();
  }
}

async function takeTurn(client: Client): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${String(backupLock)}) as taken`,
  );
  if (rows[0]?.taken !== true) {
    throw new OperatorError('Another backup of this database is being written; wait until it is complete.');
  }
}

async function backUp(options: BackupOptions): Promise<BackupReport> {
  const startedAt = (options.now ?? now)();
  const target = await makeTarget(options.to);
  await clearUnfinished(target);
  const name = nameAt(startedAt);
  const former = (await listBackups(target)).at(-1);
  const partial = await beginBackup(target, name);
  try {
    const place = { target, folder: partial, former: former === undefined ? null : join(target.root, former) };
    const { manifest, copied, isEmptied } = await fill(options, place, startedAt);
    const folder = await completeBackup(target, name);
    const pruned = options.keep === null || isEmptied ? null : await pruneBackups(target, options.keep);
    return { folder, manifest, copied, pruned };
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw explainFailure(error);
  }
}

interface Place {
  target: Target;
  folder: string;
  former: string | null;
}

/** The manifest comes last: it names everything else. */
async function fill(options: BackupOptions, place: Place, startedAt: Date) {
  const database = await copyDatabase({ ...options, folder: place.folder });
  const isEmptied = await wasEmptied(options, place, database.tables);
  const media = await bringMedia(options, place);
  const endedAt = (options.now ?? now)();
  const manifest: Manifest = {
    ...{ format: 1, version, takenAt: startedAt.toISOString(), tookMs: endedAt.getTime() - startedAt.getTime() },
    ...database,
    secretKeyMark: markOf(options.secretKey),
    media: media?.told ?? null,
  };
  await writeFileOf(place.folder, manifestName, `${JSON.stringify(manifest, null, 1)}\n`);
  return { manifest, copied: media?.copied ?? null, isEmptied };
}

/** A database that came up empty is backed up by nobody's wish, and night after night good backups would go for it. */
async function wasEmptied({ emptied }: BackupOptions, { former }: Place, tables: BackedUpTable[]): Promise<boolean> {
  const lost = former === null ? [] : await lostSince(former, tables);
  if (lost.length > 0 && emptied !== true) throw new OperatorError(sentenceOfLoss(former ?? '', lost));
  return lost.length > 0;
}

/** Null where the files are not wanted. */
async function bringMedia({ mediaDir, say }: BackupOptions, place: Place): Promise<CopiedMedia | null> {
  if (mediaDir === null) return null;
  const copied = await copyMedia({ ...place, from: mediaDir, say }, readWanted(place.folder));
  await forgetWanted(place.folder);
  return copied;
}
