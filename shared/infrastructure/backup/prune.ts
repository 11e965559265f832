import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { listBackups, removeBackup, type Target } from './backup-folder.js';
import { readManifest } from './manifest.js';
import { orMissing } from './media-out.js';
import { readList } from './media-list.js';

export interface Pruned {
  backups: string[];
  /** Media files that no backup names any more. */
  files: number;
}

/**
 * Keeps the newest backups and the media files that they name. Only for whoever knows that no other run writes.
 *
 * @param keep how many, 1 or more.
 * @throws OperatorError when one of those that stay cannot be read: then no media file goes.
 */
export async function pruneBackups(target: Target, keep: number): Promise<Pruned> {
  const backups = (await listBackups(target)).slice(0, -keep);
  for (const name of backups) await removeBackup(target, name);
  const named = new Set<string>();
  for (const name of await listBackups(target)) await addNamed(join(target.root, name), named);
  return { backups, files: await removeUnnamed(target, named) };
}

async function addNamed(folder: string, named: Set<string>): Promise<void> {
  const { media } = await readManifest(folder);
  if (media === null) return;
  try {
    for await (const { sha256 } of readList(folder)) named.add(sha256);
  } catch (cause) {
    throw new OperatorError(
      `The list of media files of ${folder} is damaged, so no media file was removed; the new backup is complete.`,
      {
        cause,
      },
    );
  }
}

async function removeUnnamed({ media }: Target, named: ReadonlySet<string>): Promise<number> {
  let removed = 0;
  for (const shelf of (await readdir(media)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const name of (await readdir(join(media, shelf)).catch(orMissing)) ?? []) {
      if (named.has(name)) continue;
      await rm(join(media, shelf, name), { force: true });
      removed += 1;
    }
  }
  return removed;
}
