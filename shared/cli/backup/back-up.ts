import { resolve } from 'node:path';
import { makeBackup, type BackupReport } from '../../infrastructure/backup/make-backup.js';
import { countOf } from '../../lib/count-of.js';
import { OperatorError } from '../../lib/errors.js';
import { findDatabase } from '../find-database.js';
import { findMediaDir } from '../find-media.js';
import { showProgress } from '../progress.js';
import { findSecretKeys } from '../provider/find-secret-keys.js';
import type { World } from '../world.js';
import { countsOf, sizeOf } from './sizes.js';

export interface MakeFlags {
  to: string;
  keep?: string;
  media: boolean;
  emptied?: true;
  json?: true;
}

export async function backUp(world: World, { to, keep, media, emptied, json }: MakeFlags): Promise<void> {
  const keeping = keep === undefined ? null : keepOf(keep);
  const progress = showProgress(world.stderr);
  const report = await makeBackup({
    databaseUrl: findDatabase(world.env).directUrl,
    secretKey: findSecretKeys(world.env).secretKey,
    mediaDir: media ? findMediaDir(world.env) : null,
    ...{ to: resolve(to), keep: keeping, emptied: emptied ?? false },
    say: (what) => progress.say(what),
  }).finally(() => progress.end());
  world.stdout.write(json ? `${JSON.stringify(asData(report))}\n` : inWords(report));
  for (const warning of warningsOf(report)) world.stderr.write(`${warning}\n`);
}

function keepOf(given: string): number {
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw new OperatorError(`--keep is a whole number from 1 on; ${given} is none.`);
}

function asData({ folder, manifest, copied, pruned }: BackupReport) {
  const { takenAt, tookMs, version, media, leftOut } = manifest;
  const { missing, damaged } = media ?? { missing: [], damaged: [] };
  return { folder, takenAt, tookMs, version, ...countsOf(manifest), copied, missing, damaged, leftOut, pruned };
}

function inWords({ folder, manifest, copied, pruned }: BackupReport): string {
  const { tables, rows, bytes, media } = countsOf(manifest);
  const lines = [
    `The backup is complete: ${folder}`,
    `${countOf(rows, 'row', 'rows')} of ${countOf(tables, 'table', 'tables')} in ${sizeOf(bytes)}, ${(manifest.tookMs / 1000).toFixed(1)} s.`,
    media === null || copied === null
      ? 'Pictures were left out.'
      : `${countOf(media.files, 'media file', 'media files')} of ${sizeOf(media.bytes)}; ${countOf(copied.files, 'was', 'were')} new.`,
    'SECRET_KEY is not in it: keep it elsewhere, or the keys in the backup never open.',
  ];
  if (pruned !== null && pruned.backups.length > 0) lines.push(`Older ones removed: ${pruned.backups.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

/** What the operator should look at, though there is a backup. */
function warningsOf({ manifest: { media, leftOut } }: BackupReport): string[] {
  const listed = (files: string[]) => `${files.slice(0, 5).join(', ')}${files.length > 5 ? ', ...' : ''}`;
  const { missing, damaged } = media ?? { missing: [], damaged: [] };
  return [
    ...(missing.length === 0 ? [] : [`Missing in MEDIA_DIR (${missing.length}): ${listed(missing)}.`]),
    ...(damaged.length === 0 ? [] : [`Damaged in MEDIA_DIR, and not taken (${damaged.length}): ${listed(damaged)}.`]),
    ...(leftOut.length === 0 ? [] : [`Not ours, and not in the backup: ${listed(leftOut)}.`]),
  ];
}
