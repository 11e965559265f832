import type { Client } from 'pg';
import { OperatorError } from '../../lib/errors.js';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../db/migrate.js';
import { mediaFolder } from '../media/media-folder.js';
import { connect } from './connect.js';
import { lookAt, type Occupied } from './look-at-target.js';
import { readManifest, type Manifest } from './manifest.js';
import { restoreMedia, type RestoredMedia } from './media-in.js';
import { restoreDatabase } from './restore-database.js';
import { markOf } from './secret-mark.js';
import { checkDatabase } from './verify-backup.js';

export interface RestoreOptions {
  /** Of the backup. */
  folder: string;
  /** Goes to PostgreSQL itself. */
  databaseUrl: string;
  /** The one in use and those of before. */
  secretKeys: readonly string[];
  /** Goes on under another SECRET_KEY: what does not open is then `check`'s affair. */
  isKeyLost?: boolean;
  /** MEDIA_DIR; null leaves the files in the backup. */
  mediaDir: string | null;
  /** Asked before anything is changed; what it throws is the end. */
  allow: (occupied: Occupied, manifest: Manifest) => Promise<void>;
  /** Looks at the restored rows before anybody sees them; what it throws undoes everything. */
  check: (client: Client) => Promise<void>;
  say: (what: string) => void;
}

export interface RestoreReport {
  manifest: Manifest;
  media: RestoredMedia | null;
  /** Names of migrations that this version brought on top. */
  migrated: string[];
  /** Whether it was made under a SECRET_KEY that is not at hand. */
  isOfOtherKey: boolean;
}

/**
 * Puts a backup in the place of what is there. The backup is read through first, media files come before the rows that speak
 * of them, and the database changes last, in one step.
 *
 * @throws OperatorError when something stands in the way; the database is then as it was.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { folder, databaseUrl, say } = options;
  const manifest = await readManifest(folder);
  refuseNewer(manifest);
  const isOfOtherKey = !options.secretKeys.some((key) => markOf(key) === manifest.secretKeyMark);
  if (isOfOtherKey && options.isKeyLost !== true) throw otherKey();
  const [problem, ...more] = await checkDatabase(folder, manifest, say);
  if (problem !== undefined) throw damaged(problem, more.length);
  const client = await connect(databaseUrl, 'rose restore');
  try {
    await options.allow(await lookAt(client), manifest);
    const media = await bringMedia(options, manifest);
    await restoreDatabase(client, { ...options, manifest });
    say('migrating');
    return { manifest, media, migrated: await migrateOnTop(databaseUrl), isOfOtherKey };
  } finally {
    await client.end();
  }
}

async function migrateOnTop(databaseUrl: string): Promise<string[]> {
  try {
    return (await migrate(databaseUrl)).applied;
  } catch (cause) {
    if (!(cause instanceof OperatorError)) throw cause;
    throw new OperatorError(`The backup is restored, but newer migrations did not go through: ${cause.message}`, {
      cause,
    });
  }
}

function refuseNewer({ migrations: applied, version }: Manifest): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new OperatorError(
    `The backup is of version ${version} or later and knows the migration ${unknown}, which this version does not; restore it with the version that wrote it, or a later one.`,
  );
}

function otherKey(): OperatorError {
  return new OperatorError(
    'The keys in this backup were sealed with another SECRET_KEY and would not open: set the one of then, or name it in SECRET_KEY_PREVIOUS. If it is lost for good, add --key-lost to leave out what only it opens; everybody then signs in anew.',
  );
}

function damaged(problem: string, more: number): OperatorError {
  const rest = more === 0 ? '' : ` ${String(more)} more are wrong as well.`;
  return new OperatorError(`${problem}${rest} Nothing was changed; take another backup.`);
}

async function bringMedia(
  { folder, mediaDir, say }: RestoreOptions,
  { media }: Manifest,
): Promise<RestoredMedia | null> {
  if (media === null || mediaDir === null) return null;
  return restoreMedia(folder, mediaFolder(mediaDir), say);
}
